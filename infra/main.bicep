// What `azd up` creates: one resource group with everything the pipeline needs. docs/deploy.md explains each choice.
targetScope = 'subscription'

import { alertSettings, exchangeRate, ingramMicroSettings, intcomexPlace, intcomexSettings, orderSettings, secretSetting } from 'types.bicep'

@description('Name of the azd environment; resource names are derived from it.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('Region of all resources. Flex Consumption must be offered there.')
@metadata({ azd: { type: 'location' } })
param location string

@description('Object id of whoever deploys: may upload packages and write secrets. Empty: nobody but the app gets a role.')
param principalId string = ''

@description('Kind of that principal: User for a person, ServicePrincipal for a pipeline.')
@allowed(['User', 'ServicePrincipal'])
param principalType string = 'User'

@description('Redundancy of the storage account, which holds the catalogue, the orders and the orchestrations.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageSku string = 'Standard_ZRS'

@description('Memory of an instance in MB.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('Most instances at once. The partners\' servers see at most this many callers.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Instances kept running for HTTP, so that a push never waits for a start. 0: none, the cheapest.')
@minValue(0)
@maxValue(20)
param alwaysReadyHttp int = 1

@description('Instances kept running for orchestrations and their activities. 0: none, the cheapest.')
@minValue(0)
@maxValue(20)
param alwaysReadyDurable int = 1

@description('Whether the app calls out through a virtual network with a NAT gateway: one fixed address that partners can register.')
param useVirtualNetwork bool = false

@description('Whether storage and vault are closed to the internet and reached by private endpoints only. Needs useVirtualNetwork; secrets must then be written from inside the network.')
param privateEndpoints bool = false

@description('Whether callers may present a client certificate. The app checks its SHA-256; the platform does not.')
param clientCertificates bool = false

@description('Client id of the Entra app registration that signs operators in at /ops, made by infra/hooks/sign-in.sh. Empty: no sign-in, and the pages are closed.')
param signInClientId string = ''

@description('Mail address that alerts go to. Empty: alerts are raised and shown, nobody is told.')
param alertEmail string = ''

@description('Days for which logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Hours without a good run of the price feed after which an alert is raised.')
@minValue(1)
@maxValue(47)
param priceFeedAgeHours int = 30

@description('Hours without a good run of the stock feed after which an alert is raised.')
@minValue(1)
@maxValue(47)
param stockFeedAgeHours int = 4

@description('Days for which landed files are kept; the app deletes them and spares the last accepted one.')
@minValue(1)
param landingRetentionDays int = 90

@description('Days after which a landed file moves to cool storage.')
@minValue(1)
param landingCoolAfterDays int = 30

@description('Days for which it is known which articles a file has changed; the app deletes the change sets.')
@minValue(1)
param changeRetentionDays int = 30

@description('Days for which the wire log is kept.')
@minValue(1)
param exchangeRetentionDays int = 30

@description('Days for which failed exchanges are kept.')
@minValue(1)
param failedExchangeRetentionDays int = 90

@description('Days for which deleted blobs and containers can be brought back.')
@minValue(1)
@maxValue(365)
param softDeleteDays int = 14

@description('Largest pushed message in bytes. Empty: 10 MiB.')
param maxNotificationBytes string = ''

@description('Where traces and metrics of the app go by OTLP. Empty: nowhere; its log lines reach Application Insights through the host.')
param otlpEndpoint string = ''

@description('The life of orders and of pushed messages.')
param orders orderSettings

@description('Who is told of errors.')
param errorAlerts alertSettings

@description('The distributor Ingram Micro.')
param ingramMicro ingramMicroSettings

@description('The distributor Intcomex.')
param intcomex intcomexSettings

@description('Where Intcomex delivers; to any other address nothing is ordered there.')
param intcomexShipTo intcomexPlace[] = []

@description('Exchange rates that are written down, beside those of the daily file.')
param exchangeRates exchangeRate[] = []

@description('The secret settings whose value lies in the vault, there named with -- for __: Distributors--IngramMicro--Push--Key. Others are not set.')
param secretsInVault secretSetting[] = []

@description('Names of further headers of each call to the distributor\'s services; their values lie in the vault as Distributors--IngramMicro--Services--Headers--NAME.')
param serviceHeadersInVault string[] = []

var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: { name: 'id-${token}', location: location, tags: tags }
}

module network 'modules/network.bicep' = if (useVirtualNetwork) {
  scope: group
  params: { token: token, location: location, tags: tags }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: { token: token, location: location, tags: tags, retentionDays: logRetentionDays }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    name: 'st${token}'
    location: location
    tags: tags
    sku: storageSku
    isPrivate: useVirtualNetwork && privateEndpoints
    landingCoolAfterDays: landingCoolAfterDays
    exchangeRetentionDays: max(exchangeRetentionDays, failedExchangeRetentionDays)
    softDeleteDays: softDeleteDays
    workspaceId: monitoring.outputs.workspaceId
  }
}

module vault 'modules/vault.bicep' = {
  scope: group
  params: {
    name: 'kv-${token}'
    location: location
    tags: tags
    isPrivate: useVirtualNetwork && privateEndpoints
    softDeleteDays: min(max(softDeleteDays, 7), 90)
    workspaceId: monitoring.outputs.workspaceId
  }
}

module endpoints 'modules/endpoints.bicep' = if (useVirtualNetwork && privateEndpoints) {
  scope: group
  params: {
    location: location
    tags: tags
    networkId: network.?outputs.networkId ?? ''
    subnetId: network.?outputs.endpointSubnetId ?? ''
    storageId: storage.outputs.id
    vaultId: vault.outputs.id
  }
}

module events 'modules/events.bicep' = {
  scope: group
  params: {
    name: 'evgt-${token}'
    location: location
    tags: tags
    storageId: storage.outputs.id
    workspaceId: monitoring.outputs.workspaceId
  }
}

module access 'modules/access.bicep' = {
  scope: group
  params: {
    storageName: storage.outputs.name
    vaultName: vault.outputs.name
    insightsName: monitoring.outputs.insightsName
    appPrincipalId: identity.outputs.principalId
    eventsPrincipalId: events.outputs.principalId
    deployerPrincipalId: principalId
    deployerPrincipalType: principalType
  }
}

module app 'modules/app.bicep' = {
  scope: group
  // The roles first: the app reads its package, its secrets and its storage with them when it starts.
  dependsOn: [access, endpoints]
  params: {
    token: token
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageName: storage.outputs.name
    vaultName: vault.outputs.name
    insightsName: monitoring.outputs.insightsName
    subnetId: network.?outputs.appSubnetId ?? ''
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReadyHttp: alwaysReadyHttp
    alwaysReadyDurable: alwaysReadyDurable
    clientCertificates: clientCertificates
    signInClientId: signInClientId
    landingRetentionDays: landingRetentionDays
    changeRetentionDays: changeRetentionDays
    exchangeRetentionDays: exchangeRetentionDays
    failedExchangeRetentionDays: failedExchangeRetentionDays
    maxNotificationBytes: maxNotificationBytes
    otlpEndpoint: otlpEndpoint
    orders: orders
    errorAlerts: errorAlerts
    ingramMicro: ingramMicro
    intcomex: intcomex
    intcomexShipTo: intcomexShipTo
    exchangeRates: exchangeRates
    secretsInVault: secretsInVault
    serviceHeadersInVault: serviceHeadersInVault
  }
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    topicId: events.outputs.topicId
    email: alertEmail
    priceFeedAgeHours: empty(ingramMicro.price.url) ? 0 : priceFeedAgeHours
    stockFeedAgeHours: empty(ingramMicro.stock.url) ? 0 : stockFeedAgeHours
  }
}

@description('The resource group; the hooks read it.')
output AZURE_RESOURCE_GROUP string = group.name
@description('The function app.')
output AZURE_FUNCTION_APP_NAME string = app.outputs.name
@description('Address of the app.')
output SERVICE_PIPELINE_ENDPOINT_URL string = app.outputs.url
@description('The Event Grid topic of the storage account; the hook subscribes to it.')
output AZURE_EVENT_GRID_TOPIC_NAME string = events.outputs.topicName
@description('The storage account.')
output AZURE_STORAGE_ACCOUNT_NAME string = storage.outputs.name
@description('The vault that secrets are written to.')
output AZURE_KEY_VAULT_NAME string = vault.outputs.name
@description('Principal of the app\'s identity; the sign-in hook trusts it.')
output AZURE_APP_IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId
@description('The fixed address that the app calls partners from, or nothing.')
output OUTBOUND_IP_ADDRESS string = network.?outputs.outboundAddress ?? ''
