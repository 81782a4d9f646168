// The vault of the partners' credentials. A person writes them; the app reads them as its settings.

@description('Name of the vault, 3 to 24 characters.')
param name string
@description('Region.')
param location string
@description('Tags of the environment.')
param tags object
@description('Whether only a private endpoint reaches it.')
param isPrivate bool
@description('Days for which a deleted secret can be brought back, 7 to 90.')
param softDeleteDays int
@description('Workspace that the audit log goes to.')
param workspaceId string

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: softDeleteDays
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: {
      defaultAction: isPrivate ? 'Deny' : 'Allow'
      bypass: 'None'
    }
  }
}

resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'audit'
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'AuditEvent', enabled: true }]
  }
}

@description('Resource id.')
output id string = vault.id
@description('Name of the vault.')
output name string = vault.name
