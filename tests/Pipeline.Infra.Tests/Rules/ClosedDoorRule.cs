using Pipeline.Infra.Tests.Bicep;

namespace Pipeline.Infra.Tests.Rules;

/// <summary>TLS 1.2 or newer, HTTPS only, no shared keys, nothing public that need not be.</summary>
internal sealed class ClosedDoorRule : ITemplateRule
{
    private static readonly (string Type, string Path, string Value)[] Demands =
    [
        ("Microsoft.Storage/storageAccounts", "properties.allowSharedKeyAccess", "false"),
        ("Microsoft.Storage/storageAccounts", "properties.allowBlobPublicAccess", "false"),
        ("Microsoft.Storage/storageAccounts", "properties.allowCrossTenantReplication", "false"),
        ("Microsoft.Storage/storageAccounts", "properties.minimumTlsVersion", "'TLS1_2'"),
        ("Microsoft.Storage/storageAccounts", "properties.supportsHttpsTrafficOnly", "true"),
        ("Microsoft.Storage/storageAccounts", "properties.publicNetworkAccess", "isPrivate ? 'Disabled' : 'Enabled'"),
        ("Microsoft.Storage/storageAccounts", "properties.networkAcls.defaultAction", "isPrivate ? 'Deny' : 'Allow'"),
        ("Microsoft.Storage/storageAccounts/blobServices/containers", "properties.publicAccess", "'None'"),
        ("Microsoft.Storage/storageAccounts/blobServices", "properties.deleteRetentionPolicy.enabled", "true"),
        ("Microsoft.Storage/storageAccounts/blobServices", "properties.containerDeleteRetentionPolicy.enabled", "true"),
        ("Microsoft.KeyVault/vaults", "properties.enableRbacAuthorization", "true"),
        ("Microsoft.KeyVault/vaults", "properties.enableSoftDelete", "true"),
        ("Microsoft.KeyVault/vaults", "properties.publicNetworkAccess", "isPrivate ? 'Disabled' : 'Enabled'"),
        ("Microsoft.KeyVault/vaults", "properties.networkAcls.defaultAction", "isPrivate ? 'Deny' : 'Allow'"),
        ("Microsoft.Insights/components", "properties.DisableLocalAuth", "true"),
        ("Microsoft.OperationalInsights/workspaces", "properties.features.disableLocalAuth", "true"),
        ("Microsoft.Web/sites", "properties.httpsOnly", "true"),
        ("Microsoft.Web/sites", "properties.siteConfig.minTlsVersion", "'1.2'"),
        ("Microsoft.Web/sites", "properties.siteConfig.scmMinTlsVersion", "'1.2'"),
        ("Microsoft.Web/sites/basicPublishingCredentialsPolicies", "properties.allow", "false"),
        ("Microsoft.EventGrid/systemTopics/eventSubscriptions", "properties.deadLetterWithResourceIdentity.deadLetterDestination.properties.blobContainerName", "'deadletters'"),
    ];

    public IEnumerable<string> Findings(Templates templates)
    {
        BicepResource[] made = [.. templates.Made];
        foreach ((string type, string path, string value) in Demands)
        {
            BicepResource[] asked = [.. made.Where(resource => resource.Type == type)];
            if (asked.Length == 0)
            {
                yield return $"No template makes a {type}.";
            }

            foreach (BicepResource resource in asked.Where(resource => resource.TextAt(path.Split('.')) != value))
            {
                yield return $"{resource.Place}: {path} is '{resource.TextAt(path.Split('.'))}'; it must be {value}.";
            }
        }

        string[] passwords = [.. made.Where(static made => made.Type == "Microsoft.Web/sites/basicPublishingCredentialsPolicies").Select(static made => made.TextAt("name"))];
        foreach (string name in new[] { "'ftp'", "'scm'" }.Except(passwords))
        {
            yield return $"The site's {name} password is not switched off.";
        }

        foreach ((string module, BicepNode node) in templates.File("infra/main.bicep").Declarations("module_declaration"))
        {
            if (module is "storage" or "vault" && node.At("params", "isPrivate")?.Text != "useVirtualNetwork && privateEndpoints")
            {
                yield return $"infra/main.bicep:{node.Line} {module} is not closed where private endpoints are asked for.";
            }
        }
    }
}
