// The app settings. Each one is read by the code, or by the Functions host and the platform; a test compares both ways.

import { alertSettings, exchangeRate, ingramMicroSettings, intcomexPlace, intcomexSettings, orderSettings, secretSetting } from '../types.bicep'

@description('The function app.')
param appName string
@description('Client id of the app\'s identity.')
param identityClientId string
@description('The storage account.')
param storageName string
@description('The vault.')
param vaultName string
@description('The Application Insights resource.')
param insightsName string
@description('Whether operators sign in at /ops.')
param hasSignIn bool
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

resource app 'Microsoft.Web/sites@2024-04-01' existing = {
  name: appName
}

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageName
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

// The connection string names the ingestion address; without an identity that may publish it opens nothing.
var hostSettings = {
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  AzureWebJobsStorage__blobServiceUri: storage.properties.primaryEndpoints.blob
  AzureWebJobsStorage__queueServiceUri: storage.properties.primaryEndpoints.queue
  AzureWebJobsStorage__tableServiceUri: storage.properties.primaryEndpoints.table
  APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  // Nobody needs the host's own page at /.
  AzureWebJobsDisableHomepage: 'true'
  // The platform's sign-in proves itself with the app's identity, so the registration needs no secret.
  OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID: hasSignIn ? identityClientId : ''
}

var appSettings = {
  OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint
  Landing__RetentionDays: string(landingRetentionDays)
  Changes__RetentionDays: string(changeRetentionDays)
  Notifications__MaxBodyBytes: maxNotificationBytes
  Notifications__RetentionDays: orders.notificationRetentionDays
  Notifications__UnknownOrderAlarmHours: orders.unknownOrderAlarmHours
  Orders__Mode: orders.mode
  Orders__ResponseAlarmHours: orders.responseAlarmHours
  Orders__HoldAlarmHours: orders.holdAlarmHours
  Orders__AskAgainMinutes: orders.askAgainMinutes
  Orders__ReviewMarginMinutes: orders.reviewMarginMinutes
  Orders__StartAlarmMinutes: orders.startAlarmMinutes
  Sourcing__MaxAgeHours: orders.offerMaxAgeHours
  Currencies__Base: orders.baseCurrency
  Currencies__Feed__Url: orders.rateFeedUrl
  Currencies__Feed__Schedule: orders.rateFeedSchedule
  Currencies__MaxAgeHours: orders.rateMaxAgeHours
  Alerts__MailTo: errorAlerts.mailTo
  Alerts__MailFrom: errorAlerts.mailFrom
  Alerts__PageUrl: errorAlerts.pageUrl
  Exchanges__RetentionDays: string(exchangeRetentionDays)
  Exchanges__FailedRetentionDays: string(failedExchangeRetentionDays)
  Distributors__IngramMicro__TimeZone: ingramMicro.timeZone
  Distributors__IngramMicro__Feeds__Price__Url: ingramMicro.price.url
  Distributors__IngramMicro__Feeds__Price__UserName: ingramMicro.price.userName
  Distributors__IngramMicro__Feeds__Price__Profile: ingramMicro.price.profile
  Distributors__IngramMicro__Feeds__Price__Schedule: ingramMicro.price.schedule
  Distributors__IngramMicro__Feeds__Price__CertificateThumbprint: ingramMicro.price.certificateThumbprint
  Distributors__IngramMicro__Feeds__Price__HostKeyFingerprint: ingramMicro.price.hostKeyFingerprint
  Distributors__IngramMicro__Feeds__Price__DoneMarker: ingramMicro.price.doneMarker
  Distributors__IngramMicro__Feeds__Price__MaxAgeHours: ingramMicro.price.maxAgeHours
  Distributors__IngramMicro__Feeds__Stock__Url: ingramMicro.stock.url
  Distributors__IngramMicro__Feeds__Stock__UserName: ingramMicro.stock.userName
  Distributors__IngramMicro__Feeds__Stock__Profile: ingramMicro.stock.profile
  Distributors__IngramMicro__Feeds__Stock__Schedule: ingramMicro.stock.schedule
  Distributors__IngramMicro__Feeds__Stock__CertificateThumbprint: ingramMicro.stock.certificateThumbprint
  Distributors__IngramMicro__Feeds__Stock__HostKeyFingerprint: ingramMicro.stock.hostKeyFingerprint
  Distributors__IngramMicro__Feeds__Stock__DoneMarker: ingramMicro.stock.doneMarker
  Distributors__IngramMicro__Feeds__Stock__MaxAgeHours: ingramMicro.stock.maxAgeHours
  Distributors__IngramMicro__Feeds__Category__Url: ingramMicro.category.url
  Distributors__IngramMicro__Feeds__Category__UserName: ingramMicro.category.userName
  Distributors__IngramMicro__Feeds__Category__Profile: ingramMicro.category.profile
  Distributors__IngramMicro__Feeds__Category__Schedule: ingramMicro.category.schedule
  Distributors__IngramMicro__Feeds__Category__CertificateThumbprint: ingramMicro.category.certificateThumbprint
  Distributors__IngramMicro__Feeds__Category__HostKeyFingerprint: ingramMicro.category.hostKeyFingerprint
  Distributors__IngramMicro__Feeds__Category__DoneMarker: ingramMicro.category.doneMarker
  Distributors__IngramMicro__Feeds__Category__MaxAgeHours: ingramMicro.category.maxAgeHours
  Distributors__IngramMicro__Services__Url: ingramMicro.services.url
  Distributors__IngramMicro__Services__TestUrl: ingramMicro.services.testUrl
  Distributors__IngramMicro__Services__Profile: ingramMicro.services.profile
  Distributors__IngramMicro__Services__Environment: ingramMicro.services.environment
  Distributors__IngramMicro__Services__UserName: ingramMicro.services.userName
  Distributors__IngramMicro__Services__CustomerNumber: ingramMicro.services.customerNumber
  Distributors__IngramMicro__Services__CountryCode: ingramMicro.services.countryCode
  Distributors__IngramMicro__Services__Currency: ingramMicro.services.currency
  Distributors__IngramMicro__Services__SenderId: ingramMicro.services.senderId
  Distributors__IngramMicro__Services__ReceiverId: ingramMicro.services.receiverId
  Distributors__IngramMicro__Services__Deadline: ingramMicro.services.deadline
  Distributors__IngramMicro__Services__Retries: ingramMicro.services.retries
  Distributors__IngramMicro__Services__RetryPause: ingramMicro.services.retryPause
  Distributors__IngramMicro__Services__PriceCache: ingramMicro.services.priceCache
  Distributors__IngramMicro__Services__MinimumTls: ingramMicro.services.minimumTls
  Distributors__IngramMicro__Services__AllowRenegotiation: ingramMicro.services.allowRenegotiation
  Distributors__IngramMicro__Services__CertificateThumbprint: ingramMicro.services.certificateThumbprint
  Distributors__IngramMicro__Services__ContentType: ingramMicro.services.contentType
  Distributors__IngramMicro__Push__BasicUserName: ingramMicro.push.basicUserName
  Distributors__IngramMicro__Push__CertificateThumbprint: ingramMicro.push.certificateThumbprint
  Distributors__IngramMicro__Push__CertificateThumbprintNext: ingramMicro.push.certificateThumbprintNext
  Distributors__IngramMicro__Push__AllowedAddresses: ingramMicro.push.allowedAddresses
  Distributors__Intcomex__TimeZone: intcomex.timeZone
  Distributors__Intcomex__Currency: intcomex.currency
  Distributors__Intcomex__MinimumUnits: intcomex.minimumUnits
  Distributors__Intcomex__Services__Url: intcomex.url
  Distributors__Intcomex__Services__Environment: intcomex.environment
  Distributors__Intcomex__Feeds__Catalog__Schedule: intcomex.catalogSchedule
  Distributors__Intcomex__Feeds__Catalog__PageSize: intcomex.catalogPageSize
  Distributors__Intcomex__Feeds__Price__Schedule: intcomex.priceSchedule
  Distributors__Intcomex__Feeds__Stock__Schedule: intcomex.stockSchedule
  Distributors__Intcomex__Feeds__Stock__PageSize: intcomex.stockPageSize
  Distributors__Intcomex__Feeds__Content__Schedule: intcomex.contentSchedule
  Distributors__Intcomex__Polling__FastSeconds: intcomex.pollingFastSeconds
  Distributors__Intcomex__Polling__FastCount: intcomex.pollingFastCount
  Distributors__Intcomex__Polling__SlowMinutes: intcomex.pollingSlowMinutes
  Distributors__Intcomex__Polling__SlowHours: intcomex.pollingSlowHours
  Distributors__Intcomex__Polling__HourlyDays: intcomex.pollingHourlyDays
  Distributors__Intcomex__Reconcile__InvoiceAfterHours: intcomex.reconcileInvoiceAfterHours
  Distributors__Intcomex__Reconcile__HoldAfterHours: intcomex.reconcileHoldAfterHours
  Distributors__Intcomex__Reconcile__Days: intcomex.reconcileDays
  Distributors__Intcomex__Recovery__Seconds: intcomex.recoverySeconds
}

var shipToParts = flatten(map(range(0, length(intcomexShipTo)), place => map(items(intcomexShipTo[place]), part => {
  name: 'Distributors__Intcomex__Services__ShipTo__${place}__${part.key}'
  value: part.value
})))
var rateParts = flatten(map(exchangeRates, rate => [
  {
    name: 'Currencies__Rates__${rate.currency}__Rate'
    value: rate.rate
  }
  {
    name: 'Currencies__Rates__${rate.currency}__Date'
    value: rate.date
  }
]))
var listSettings = toObject(concat(shipToParts, rateParts), part => part.name, part => part.value)

// Without a version the platform reads the newest value, at the latest a day after it was written.
var secretSettings = toObject(
  concat(secretsInVault, map(serviceHeadersInVault, header => 'Distributors__IngramMicro__Services__Headers__${header}')),
  name => name,
  name => '@Microsoft.KeyVault(SecretUri=${vault.properties.vaultUri}secrets/${replace(name, '__', '--')})'
)

var givenSettings = toObject(
  filter(items(union(hostSettings, appSettings, listSettings)), setting => !empty(setting.value)),
  setting => setting.key,
  setting => setting.value
)

resource settings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'appsettings'
  properties: union(givenSettings, secretSettings)
}
