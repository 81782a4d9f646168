// The function app on Flex Consumption: a .NET isolated worker, whose package holds the extensions of its triggers.

import { alertSettings, exchangeRate, ingramMicroSettings, intcomexPlace, intcomexSettings, orderSettings, secretSetting } from '../types.bicep'

@description('Short unique text that names end in.')
param token string
@description('Region.')
param location string
@description('Tags of the environment.')
param tags object
@description('Resource id of the app\'s identity.')
param identityId string
@description('Client id of the app\'s identity.')
param identityClientId string
@description('The storage account.')
param storageName string
@description('The vault.')
param vaultName string
@description('The Application Insights resource.')
param insightsName string
@description('Subnet that the app calls out through, or empty.')
param subnetId string
@description('Memory of an instance in MB.')
param instanceMemoryMB int
@description('Most instances at once.')
param maximumInstanceCount int
@description('Instances kept running for HTTP.')
param alwaysReadyHttp int
@description('Instances kept running for orchestrations and activities.')
param alwaysReadyDurable int
@description('Whether callers may present a client certificate.')
param clientCertificates bool
@description('Client id of the app registration for sign-in, or empty.')
param signInClientId string
@description('Days for which landed files are kept.')
param landingRetentionDays int
@description('Days for which change sets are kept.')
param changeRetentionDays int
@description('Days for which the wire log is kept.')
param exchangeRetentionDays int
@description('Days for which failed exchanges are kept.')
param failedExchangeRetentionDays int
@description('Largest pushed message in bytes, or empty.')
param maxNotificationBytes string
@description('Where traces and metrics go by OTLP, or empty.')
param otlpEndpoint string
@description('The life of orders and of pushed messages.')
param orders orderSettings

@description('Who is told of errors.')
param errorAlerts alertSettings
@description('The distributor Ingram Micro.')
param ingramMicro ingramMicroSettings
@description('The distributor Intcomex.')
param intcomex intcomexSettings
@description('Where Intcomex delivers.')
param intcomexShipTo intcomexPlace[]
@description('Exchange rates that are written down.')
param exchangeRates exchangeRate[]
@description('The secret settings whose value lies in the vault.')
param secretsInVault secretSetting[]
@description('Names of further headers of each call to the distributor\'s services; their values lie in the vault.')
param serviceHeadersInVault string[]

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageName
}

var alwaysReady = filter(
  [
    { name: 'http', instanceCount: alwaysReadyHttp }
    { name: 'durable', instanceCount: alwaysReadyDurable }
  ],
  ready => ready.instanceCount > 0
)

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-${token}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-${token}'
  location: location
  // azd finds the app by the name of its service.
  tags: union(tags, { 'azd-service-name': 'pipeline' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    // Partners push from the internet and Event Grid calls the webhook; every route checks its caller.
    publicNetworkAccess: 'Enabled'
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    clientCertEnabled: clientCertificates
    clientCertMode: 'Optional'
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${storage.properties.primaryEndpoints.blob}app-package'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      // With '10' instead of '10.0' the resource manager is content and the host does not start.
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReady
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      http20Enabled: true
    }
  }
}

// Publishing takes an Entra token; the user name and password of the site are switched off.
resource noFtpPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'ftp'
  properties: { allow: false }
}

resource noScmPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'scm'
  properties: { allow: false }
}

module settings 'settings.bicep' = {
  params: {
    appName: app.name
    identityClientId: identityClientId
    storageName: storageName
    vaultName: vaultName
    insightsName: insightsName
    hasSignIn: !empty(signInClientId)
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

module signIn 'signIn.bicep' = if (!empty(signInClientId)) {
  dependsOn: [settings]
  params: { appName: app.name, clientId: signInClientId }
}

@description('Name of the app.')
output name string = app.name
@description('Address of the app.')
output url string = 'https://${app.properties.defaultHostName}'
