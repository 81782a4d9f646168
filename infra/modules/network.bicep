// A virtual network whose only way out is one address, which partners can register.

@description('Short unique text that names end in.')
param token string
@description('Region.')
param location string
@description('Tags of the environment.')
param tags object

resource outbound 'Microsoft.Network/publicIPAddresses@2024-05-01' = {
  name: 'pip-${token}'
  location: location
  tags: tags
  sku: { name: 'Standard' }
  properties: { publicIPAllocationMethod: 'Static' }
}

resource gateway 'Microsoft.Network/natGateways@2024-05-01' = {
  name: 'ng-${token}'
  location: location
  tags: tags
  sku: { name: 'Standard' }
  properties: {
    idleTimeoutInMinutes: 10
    publicIpAddresses: [{ id: outbound.id }]
  }
}

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-${token}'
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.60.0.0/23'] }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: '10.60.0.0/24'
          natGateway: { id: gateway.id }
          delegations: [
            {
              name: 'flex'
              properties: { serviceName: 'Microsoft.App/environments' }
            }
          ]
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: '10.60.1.0/26'
          defaultOutboundAccess: false
        }
      }
    ]
  }

  resource app 'subnets' existing = {
    name: 'app'
  }

  resource endpoints 'subnets' existing = {
    name: 'endpoints'
  }
}

@description('Resource id of the network.')
output networkId string = network.id
@description('Subnet of the app.')
output appSubnetId string = network::app.id
@description('Subnet of the private endpoints.')
output endpointSubnetId string = network::endpoints.id
@description('The address that partners see.')
output outboundAddress string = outbound.properties.ipAddress
