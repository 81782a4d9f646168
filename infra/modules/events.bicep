// The Event Grid topic of the storage account. Who listens to it is said in subscription.bicep, once the app runs.

@description('Name of the topic.')
param name string
@description('Region, that of the storage account.')
param location string
@description('Tags of the environment.')
param tags object
@description('The storage account.')
param storageId string
@description('Workspace that failed deliveries are written to.')
param workspaceId string

resource topic 'Microsoft.EventGrid/systemTopics@2022-06-15' = {
  name: name
  location: location
  tags: tags
  // Of its own: only such an identity passes the firewall of a closed account when it writes a dead letter.
  identity: { type: 'SystemAssigned' }
  properties: {
    source: storageId
    topicType: 'Microsoft.Storage.StorageAccounts'
  }
}

resource failures 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: topic
  name: 'failures'
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'DeliveryFailures', enabled: true }]
  }
}

@description('Resource id.')
output topicId string = topic.id
@description('Name of the topic.')
output topicName string = topic.name
@description('Object id of the topic\'s identity.')
output principalId string = topic.identity.principalId
