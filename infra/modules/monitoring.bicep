// Log Analytics and Application Insights. Telemetry is accepted from identities only, so its address is no secret.

@description('Short unique text that names end in.')
param token string
@description('Region.')
param location string
@description('Tags of the environment.')
param tags object
@description('Days for which logs are kept.')
param retentionDays int

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: 'log-${token}'
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: retentionDays
    features: { disableLocalAuth: true }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-${token}'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    DisableLocalAuth: true
  }
}

@description('Resource id of the workspace.')
output workspaceId string = workspace.id
@description('Name of the Application Insights resource.')
output insightsName string = insights.name
