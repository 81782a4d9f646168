using Pipeline.Infra.Tests.Bicep;

namespace Pipeline.Infra.Tests.Rules;

/// <summary>Each type of resource is used in one version, and in one that the Bicep compiler knows.</summary>
internal sealed class VersionRule : ITemplateRule
{
    // The types that the Bicep compiler knows: Azure/bicep-types-az, generated/, commit 1f896de2d (August 2026). The names of
    // all properties in the templates were compared with them too.
    private static readonly string[] LookedUp =
    [
        "Microsoft.Authorization/roleAssignments@2022-04-01",
        "Microsoft.EventGrid/systemTopics@2022-06-15",
        "Microsoft.EventGrid/systemTopics/eventSubscriptions@2022-06-15",
        "Microsoft.Insights/actionGroups@2023-01-01",
        "Microsoft.Insights/components@2020-02-02",
        "Microsoft.Insights/diagnosticSettings@2021-05-01-preview",
        "Microsoft.Insights/metricAlerts@2018-03-01",
        "Microsoft.Insights/scheduledQueryRules@2023-12-01",
        "Microsoft.KeyVault/vaults@2023-07-01",
        "Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31",
        "Microsoft.Network/natGateways@2024-05-01",
        "Microsoft.Network/privateDnsZones@2020-06-01",
        "Microsoft.Network/privateDnsZones/virtualNetworkLinks@2020-06-01",
        "Microsoft.Network/privateEndpoints@2024-05-01",
        "Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-05-01",
        "Microsoft.Network/publicIPAddresses@2024-05-01",
        "Microsoft.Network/virtualNetworks@2024-05-01",
        "Microsoft.OperationalInsights/workspaces@2023-09-01",
        "Microsoft.Resources/resourceGroups@2024-03-01",
        "Microsoft.Storage/storageAccounts@2024-01-01",
        "Microsoft.Storage/storageAccounts/blobServices@2024-01-01",
        "Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01",
        "Microsoft.Storage/storageAccounts/managementPolicies@2024-01-01",
        "Microsoft.Storage/storageAccounts/queueServices@2024-01-01",
        "Microsoft.Web/serverfarms@2024-04-01",
        "Microsoft.Web/sites@2024-04-01",
        "Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01",
        "Microsoft.Web/sites/config@2024-04-01",
    ];

    public IEnumerable<string> Findings(Templates templates) =>
        from file in templates.Files
        from resource in file.Resources()
        where resource.TypeAndVersion.Contains('/', StringComparison.Ordinal) && !LookedUp.Contains(resource.TypeAndVersion)
        select $"{resource.Place} is {resource.TypeAndVersion}, which was not looked up.";
}
