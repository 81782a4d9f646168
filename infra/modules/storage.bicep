// The storage account: landed files, catalogue, orders, queues, orchestrations and the deployed package.

@description('Name of the account, 3 to 24 small letters and digits.')
param name string
@description('Region.')
param location string
@description('Tags of the environment.')
param tags object
@description('Redundancy.')
param sku string
@description('Whether only private endpoints reach it.')
param isPrivate bool
@description('Days after which a landed file moves to cool storage.')
param landingCoolAfterDays int
@description('Days after which nothing of the wire log is left; the app deletes what may go earlier.')
param exchangeRetentionDays int
@description('Days for which deleted blobs and containers can be brought back.')
param softDeleteDays int
@description('Workspace that the queues\' log goes to.')
param workspaceId string

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: sku }
  properties: {
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: {
      defaultAction: isPrivate ? 'Deny' : 'Allow'
      // Event Grid puts dead letters here with the identity of its topic.
      bypass: 'AzureServices'
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: account
  name: 'default'
  properties: {
    deleteRetentionPolicy: { enabled: true, days: softDeleteDays }
    containerDeleteRetentionPolicy: { enabled: true, days: softDeleteDays }
  }
}

// The app makes its other containers and its tables when it first needs them.
var containerNames = ['app-package', 'landing', 'deadletters']

resource containers 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = [
  for container in containerNames: {
    parent: blobs
    name: container
    properties: { publicAccess: 'None' }
  }
]

resource queues 'Microsoft.Storage/storageAccounts/queueServices@2024-01-01' = {
  parent: account
  name: 'default'
}

// Those that functions wait at: a trigger makes neither its queue nor its container.
var queueNames = [
  'article-history'
  'deliveries'
  'feed-files'
  'flow-runs'
  'flow-runs-poison'
  'listing-changes'
  'notifications'
  'notifications-poison'
  'offer-steps'
  'order-events'
  'order-events-poison'
  'order-signals'
  'order-signals-poison'
]

// Those that the app writes for whoever follows the catalogue: a function elsewhere that waits at one makes it neither.
var announcementQueueNames = ['catalog-changes']

resource announcementQueues 'Microsoft.Storage/storageAccounts/queueServices/queues@2024-01-01' = [
  for queue in announcementQueueNames: {
    parent: queues
    name: queue
  }
]

resource triggerQueues 'Microsoft.Storage/storageAccounts/queueServices/queues@2024-01-01' = [
  for queue in queueNames: {
    parent: queues
    name: queue
  }
]

resource lifeCycle 'Microsoft.Storage/storageAccounts/managementPolicies@2024-01-01' = {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          // Never deletes: which file was accepted last, and so must stay, is known to the app alone.
          name: 'landing'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['landing/'] }
            actions: { baseBlob: { tierToCool: { daysAfterModificationGreaterThan: landingCoolAfterDays } } }
          }
        }
        {
          name: 'wire-log'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['exchanges/'] }
            actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: exchangeRetentionDays } } }
          }
        }
        {
          name: 'dead-letters'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['deadletters/'] }
            actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 30 } } }
          }
        }
      ]
    }
  }
}

// Writes to poison queues raise an alert; reads would be most of the log and tell nothing.
resource queueLog 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: queues
  name: 'writes'
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'StorageWrite', enabled: true }]
  }
}

@description('Resource id.')
output id string = account.id
@description('Name of the account.')
output name string = account.name
