// Sign-in of operators with Entra ID. The platform proves who somebody is and removes forged headers; partners and
// programs come without an account, so it lets everybody through and the app demands an operator at /ops.

@description('The function app.')
param appName string
@description('Client id of the app registration.')
param clientId string

resource app 'Microsoft.Web/sites@2024-04-01' existing = {
  name: appName
}

resource signIn 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'authsettingsV2'
  properties: {
    platform: { enabled: true }
    httpSettings: { requireHttps: true }
    globalValidation: {
      requireAuthentication: false
      unauthenticatedClientAction: 'AllowAnonymous'
    }
    identityProviders: {
      azureActiveDirectory: {
        enabled: true
        registration: {
          openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
          clientId: clientId
          clientSecretSettingName: 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID'
        }
        validation: {
          allowedAudiences: [clientId, 'api://${clientId}']
        }
      }
    }
    login: { tokenStore: { enabled: false } }
  }
}
