// The one identity of the app: storage, vault, telemetry and deployment all know it, so no key exists anywhere.

@description('Name of the identity.')
param name string
@description('Region.')
param location string
@description('Tags of the environment.')
param tags object

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: name
  location: location
  tags: tags
}

@description('Resource id.')
output id string = identity.id
@description('Client id, which the app and the host sign in with.')
output clientId string = identity.properties.clientId
@description('Object id, which roles are given to.')
output principalId string = identity.properties.principalId
