using Pipeline.Infra.Tests.Bicep;

namespace Pipeline.Infra.Tests.Rules;

/// <summary>TLS 1.2 or newer, HTTPS only, no shared keys, nothing public that need not be.</summary>
internal sealed class ClosedDoorRule : ITemplateRule
{
    private static readonly Demand[] Demands =
    [
        new("Microsoft.Storage/storageAccounts", "properties.allowSharedKeyAccess", "false"),
        new("Microsoft.Storage/storageAccounts", "properties.allowBlobPublicAccess", "false"),
        new("Microsoft.Storage/storageAccounts", "properties.allowCrossTenantReplication", "false"),
        new("Microsoft.Storage/storageAccounts", "properties.minimumTlsVersion", "TLS1_2"),
        new("Microsoft.Storage/storageAccounts", "properties.supportsHttpsTrafficOnly", "true"),
        new("Microsoft.Storage/storageAccounts", "properties.publicNetworkAccess", "[if(parameters('isPrivate'), 'Disabled', 'Enabled')]"),
        new("Microsoft.Storage/storageAccounts", "properties.networkAcls.defaultAction", "[if(parameters('isPrivate'), 'Deny', 'Allow')]"),
        new("Microsoft.Storage/storageAccounts/blobServices/containers", "properties.publicAccess", "None"),
        new("Microsoft.Storage/storageAccounts/blobServices", "properties.deleteRetentionPolicy.enabled", "true"),
        new("Microsoft.Storage/storageAccounts/blobServices", "properties.containerDeleteRetentionPolicy.enabled", "true"),
        new("Microsoft.KeyVault/vaults", "properties.enableRbacAuthorization", "true"),
        new("Microsoft.KeyVault/vaults", "properties.enableSoftDelete", "true"),
        new("Microsoft.KeyVault/vaults", "properties.publicNetworkAccess", "[if(parameters('isPrivate'), 'Disabled', 'Enabled')]"),
        new("Microsoft.KeyVault/vaults", "properties.networkAcls.defaultAction", "[if(parameters('isPrivate'), 'Deny', 'Allow')]"),
        new("Microsoft.Insights/components", "properties.DisableLocalAuth", "true"),
        new("Microsoft.OperationalInsights/workspaces", "properties.features.disableLocalAuth", "true"),
        new("Microsoft.Web/sites", "properties.httpsOnly", "true"),
        new("Microsoft.Web/sites", "properties.siteConfig.minTlsVersion", "1.2"),
        new("Microsoft.Web/sites", "properties.siteConfig.scmMinTlsVersion", "1.2"),
        new("Microsoft.Web/sites/basicPublishingCredentialsPolicies", "properties.allow", "false"),
        new("Microsoft.EventGrid/systemTopics/eventSubscriptions", "properties.deadLetterWithResourceIdentity.deadLetterDestination.properties.blobContainerName", "deadletters"),
    ];

    public IEnumerable<string> Findings(Templates templates)
    {
        ArmResource[] made = [.. templates.Made];
        foreach (string type in Demands.Select(static demand => demand.Type).Distinct().Except(made.Select(static resource => resource.Type)))
        {
            yield return $"No template makes a {type}.";
        }

        foreach (string finding in Demand.Findings(made, Demands))
        {
            yield return finding;
        }

        string[] passwords = [.. made.Where(static made => made.Type == "Microsoft.Web/sites/basicPublishingCredentialsPolicies").Select(static made => made.Name)];
        foreach (string name in new[] { "ftp", "scm" }.Except(passwords))
        {
            yield return $"The site's {name} password is not switched off.";
        }

        foreach (ArmResource module in templates.Of(Templates.Main).Resources.Where(static module =>
            module.Name is "storage" or "vault"
            && module.TextAt("properties.parameters.isPrivate.value") != "[and(parameters('useVirtualNetwork'), parameters('privateEndpoints'))]"))
        {
            yield return $"{module.Place} is not closed where private endpoints are asked for.";
        }
    }
}
