// Shapes of the settings that a person gives; every one that is left empty is not set, so the app's own default holds.

@export()
@sealed()
@description('Where one feed of a distributor lies and how it is read. Password and private key are secrets, see secretsInVault.')
type feedSettings = {
  @description('Address with path: ftp://, ftpes:// (explicit TLS), ftps:// (implicit TLS), sftp:// or https://. No credentials in it. Empty: the feed is not used.')
  url: string
  @description('User name at the server.')
  userName: string
  @description('Name of the profile that describes the layout. Empty: the distributor\'s own.')
  profile: string
  @description('NCRONTAB expression of six fields in the account\'s time zone. Empty: the flow\'s own.')
  schedule: string
  @description('SHA-256 of the one server certificate that is accepted. Empty: the usual check of the chain.')
  certificateThumbprint: string
  @description('sftp://: fingerprint of the one host key that is accepted, SHA256: and 43 characters. Empty: no server is.')
  hostKeyFingerprint: string
  @description('Name of a file that must lie beside the feed before it counts as complete.')
  doneMarker: string
  @description('Oldest file that is applied without asking, in hours; 0: any age. Empty: the profile\'s limit.')
  maxAgeHours: string
}

@export()
@sealed()
@description('The distributor\'s web services. The password is a secret, see secretsInVault.')
type servicesSettings = {
  @description('Address of the production services, https://. Empty: no orders are placed.')
  url: string
  @description('Address of the test services. Empty: url is already theirs.')
  testUrl: string
  @description('Name of the profile of messages. Empty: the distributor\'s own.')
  profile: string
  @description('test or production. Empty: test.')
  environment: string
  @description('User name.')
  userName: string
  @description('Our customer number at the distributor.')
  customerNumber: string
  @description('Country of the account, two letters. Empty: FR.')
  countryCode: string
  @description('Currency of the account, ISO 4217. Empty: EUR.')
  currency: string
  @description('Our party id. Empty: the customer number.')
  senderId: string
  @description('The distributor\'s party id.')
  receiverId: string
  @description('Time for one call as hh:mm:ss. Empty: a minute.')
  deadline: string
  @description('Repeats of a call that may be repeated. Empty: 3.')
  retries: string
  @description('Pause before the first repeat as hh:mm:ss. Empty: 2 seconds.')
  retryPause: string
  @description('How long a price answer may be used again as hh:mm:ss. Empty: a minute.')
  priceCache: string
  @description('Lowest TLS version: 1.2, 1.3 or system. Empty: 1.2.')
  minimumTls: string
  @description('Whether the server may renegotiate: true or false. Empty: true.')
  allowRenegotiation: string
  @description('SHA-256 of the one server certificate that is accepted. Empty: the usual check of the chain.')
  certificateThumbprint: string
  @description('Content type that takes the place of the profile\'s, with charset.')
  contentType: string
}

@export()
@sealed()
@description('How the distributor proves who it is when it pushes a message. Keys, passwords and HMAC secrets are secrets, see secretsInVault.')
type pushSettings = {
  @description('User name of Basic authentication.')
  basicUserName: string
  @description('SHA-256 of the client certificate; needs clientCertificates.')
  certificateThumbprint: string
  @description('SHA-256 of the next client certificate, accepted beside the first while the partner changes over.')
  certificateThumbprintNext: string
  @description('Addresses and networks that may push, separated by commas.')
  allowedAddresses: string
}

@export()
@sealed()
@description('The distributor Ingram Micro.')
type ingramMicroSettings = {
  @description('Time zone of the account, IANA id. Empty: Europe/Paris.')
  timeZone: string
  @description('The price file.')
  price: feedSettings
  @description('The stock file.')
  stock: feedSettings
  @description('The category file.')
  category: feedSettings
  @description('The web services.')
  services: servicesSettings
  @description('Pushed messages.')
  push: pushSettings
}

@export()
@sealed()
@description('A place to which Intcomex delivers; an order goes there if street, postal code, city and country agree.')
type intcomexPlace = {
  @description('Intcomex\'s number of the address. Empty: the one of the account.')
  addressId: string
  @description('Intcomex\'s code of the warehouse that the goods come from. Empty: its choice.')
  locationId: string
  @description('own, or intcomex: a warehouse of theirs. Empty: own.')
  kind: string
  @description('Street and number.')
  street: string
  @description('Postal code.')
  postalCode: string
  @description('City.')
  city: string
  @description('Country, two letters.')
  country: string
}

@export()
@sealed()
@description('The distributor Intcomex. Its keys are secrets, see secretsInVault.')
type intcomexSettings = {
  @description('Time zone of the account, IANA id. Empty: America/Bogota.')
  timeZone: string
  @description('Currency of the account, ISO 4217. Empty: USD.')
  currency: string
  @description('Units of a physical product up to which it is not offered. Empty: 2.')
  minimumUnits: string
  @description('Address of the services, https://. Empty: Intcomex\'s own for the environment.')
  url: string
  @description('test or production. Empty: test.')
  environment: string
  @description('Schedule of the products, NCRONTAB of six fields. Empty: daily.')
  catalogSchedule: string
  @description('Products a page. Empty or 0: all at once.')
  catalogPageSize: string
  @description('Schedule of the prices. Empty: daily.')
  priceSchedule: string
  @description('Schedule of the stock. Empty: hourly.')
  stockSchedule: string
  @description('Products a page of the stock. Empty or 0: all at once.')
  stockPageSize: string
  @description('Schedule of images and specifications. Empty: daily.')
  contentSchedule: string
  @description('Seconds between the first questions about an order. Empty: 60.')
  pollingFastSeconds: string
  @description('How many of these there are. Empty: 10.')
  pollingFastCount: string
  @description('Minutes between those that follow. Empty: 15.')
  pollingSlowMinutes: string
  @description('Hours for which these go on. Empty: 6.')
  pollingSlowHours: string
  @description('Days after the invoice at which it ends. Empty: 30.')
  pollingHourlyDays: string
  @description('Hours after which an invoiced order without invoice is a difference. Empty: 48.')
  reconcileInvoiceAfterHours: string
  @description('Hours on hold after which an order is a difference. Empty: 24.')
  reconcileHoldAfterHours: string
  @description('Days that are compared each time. Empty: 7.')
  reconcileDays: string
  @description('Seconds after a lost answer at which an order is asked for. Empty: 0,60,300.')
  recoverySeconds: string
}

@export()
@sealed()
@description('An exchange rate that is written down. Of it and the one in the daily file the newer counts.')
type exchangeRate = {
  @description('The currency, ISO 4217.')
  currency: string
  @description('Units of it for one of the base currency, with a point.')
  rate: string
  @description('The day of which it is, yyyy-MM-dd.')
  date: string
}

@export()
@sealed()
@description('The life of orders and of pushed messages.')
type orderSettings = {
  @description('live, or test: nothing is written to distributors and orders end as simulated. Empty: live.')
  mode: string
  @description('Hours of silence after an order was placed that raise an alarm. Empty: 4.')
  responseAlarmHours: string
  @description('Hours on hold at the distributor that raise an alarm. Empty: 24.')
  holdAlarmHours: string
  @description('Minutes between asking the distributor about an order of unknown fate. Empty: 15.')
  askAgainMinutes: string
  @description('Minutes after which an order whose orchestration has died is taken up. Empty: 5.')
  reviewMarginMinutes: string
  @description('Minutes for which an orchestration may wait for its start before an alarm is raised. Empty: 10.')
  startAlarmMinutes: string
  @description('Age of a distributor\'s prices or stock in hours above which its offers do not count. Empty: 48.')
  offerMaxAgeHours: string
  @description('The currency in which prices of several distributors are compared. Empty: EUR.')
  baseCurrency: string
  @description('Address of a daily file of exchange rates as the European Central Bank writes it. Empty: none.')
  rateFeedUrl: string
  @description('When it is fetched, six fields, in the time of Paris. Empty: working days at 16:30.')
  rateFeedSchedule: string
  @description('Age of an exchange rate in hours above which it is stale. Empty: 96.')
  rateMaxAgeHours: string
  @description('Days for which pushed messages are kept. Empty: 90.')
  notificationRetentionDays: string
  @description('Hours that a message may wait for its order before an alarm is raised. Empty: 24.')
  unknownOrderAlarmHours: string
}

@export()
@sealed()
@description('Who is told of errors. The mail server and the webhook are secrets, see secretsInVault.')
type alertSettings = {
  @description('Mail addresses with commas between. Empty: no mail.')
  mailTo: string
  @description('The sender\'s address.')
  mailFrom: string
  @description('Where the links lead, https://. Empty: the app\'s own name.')
  pageUrl: string
}

@export()
@description('Settings that hold a secret. Their value comes from the vault, never from a template, a parameter or an app setting.')
type secretSetting =
  | 'Distributors__IngramMicro__Feeds__Price__Password'
  | 'Distributors__IngramMicro__Feeds__Price__PrivateKey'
  | 'Distributors__IngramMicro__Feeds__Stock__Password'
  | 'Distributors__IngramMicro__Feeds__Stock__PrivateKey'
  | 'Distributors__IngramMicro__Feeds__Category__Password'
  | 'Distributors__IngramMicro__Feeds__Category__PrivateKey'
  | 'Distributors__IngramMicro__Services__Password'
  | 'Distributors__IngramMicro__Push__Key'
  | 'Distributors__IngramMicro__Push__KeyNext'
  | 'Distributors__IngramMicro__Push__BasicPassword'
  | 'Distributors__IngramMicro__Push__BasicPasswordNext'
  | 'Distributors__IngramMicro__Push__HmacSecret'
  | 'Distributors__IngramMicro__Push__HmacSecretNext'
  | 'Distributors__Intcomex__Services__ApiKey'
  | 'Distributors__Intcomex__Services__AccessKey'
  | 'Subscriptions__SigningKey'
  | 'Alerts__SmtpUrl'
  | 'Alerts__WebhookUrl'
