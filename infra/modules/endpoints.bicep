// Private endpoints of storage and vault. Blob, queue and table each need one: orchestrations live in all three.

@description('Region.')
param location string
@description('Tags of the environment.')
param tags object
@description('The virtual network.')
param networkId string
@description('Subnet of the endpoints.')
param subnetId string
@description('The storage account.')
param storageId string
@description('The vault.')
param vaultId string

var services = [
  { group: 'blob', resourceId: storageId, zone: 'privatelink.blob.${environment().suffixes.storage}' }
  { group: 'queue', resourceId: storageId, zone: 'privatelink.queue.${environment().suffixes.storage}' }
  { group: 'table', resourceId: storageId, zone: 'privatelink.table.${environment().suffixes.storage}' }
  { group: 'vault', resourceId: vaultId, zone: 'privatelink.vaultcore.azure.net' }
]

resource zones 'Microsoft.Network/privateDnsZones@2020-06-01' = [
  for service in services: {
    name: service.zone
    location: 'global'
    tags: tags
  }
]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2020-06-01' = [
  for (service, i) in services: {
    parent: zones[i]
    name: 'pipeline'
    location: 'global'
    properties: {
      registrationEnabled: false
      virtualNetwork: { id: networkId }
    }
  }
]

resource endpoints 'Microsoft.Network/privateEndpoints@2024-05-01' = [
  for service in services: {
    name: 'pe-${service.group}-${uniqueString(service.resourceId)}'
    location: location
    tags: tags
    properties: {
      subnet: { id: subnetId }
      privateLinkServiceConnections: [
        {
          name: service.group
          properties: {
            privateLinkServiceId: service.resourceId
            groupIds: [service.group]
          }
        }
      ]
    }
  }
]

resource names 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-05-01' = [
  for (service, i) in services: {
    parent: endpoints[i]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        {
          name: service.group
          properties: { privateDnsZoneId: zones[i].id }
        }
      ]
    }
  }
]
