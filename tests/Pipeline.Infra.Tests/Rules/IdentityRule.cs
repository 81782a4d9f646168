using Pipeline.Infra.Tests.Bicep;

namespace Pipeline.Infra.Tests.Rules;

/// <summary>The app, the host and the deployment sign in with the app's identity, on the plan and runtime that the package is made for.</summary>
/// <remarks>Source: functions-custom-handler.md §6.1, §6.2.</remarks>
internal sealed class IdentityRule : ITemplateRule
{
    private static readonly (string Type, string Path, string Value)[] Demands =
    [
        ("Microsoft.Web/serverfarms", "sku.name", "'FC1'"),
        ("Microsoft.Web/serverfarms", "properties.reserved", "true"),
        ("Microsoft.Web/sites", "kind", "'functionapp,linux'"),
        ("Microsoft.Web/sites", "identity.type", "'UserAssigned'"),
        ("Microsoft.Web/sites", "properties.keyVaultReferenceIdentity", "identityId"),
        ("Microsoft.Web/sites", "properties.functionAppConfig.runtime.name", "'custom'"),
        ("Microsoft.Web/sites", "properties.functionAppConfig.runtime.version", "'1.0'"),
        ("Microsoft.Web/sites", "properties.functionAppConfig.deployment.storage.type", "'blobContainer'"),
        ("Microsoft.Web/sites", "properties.functionAppConfig.deployment.storage.value", "'${storage.properties.primaryEndpoints.blob}app-package'"),
        ("Microsoft.Web/sites", "properties.functionAppConfig.deployment.storage.authentication.type", "'UserAssignedIdentity'"),
        ("Microsoft.Web/sites", "properties.functionAppConfig.deployment.storage.authentication.userAssignedIdentityResourceId", "identityId"),
        ("Microsoft.Web/sites", "tags", "union(tags, { 'azd-service-name': 'pipeline' })"),
        ("Microsoft.EventGrid/systemTopics", "identity.type", "'SystemAssigned'"),
    ];

    private static readonly (string Name, string Value)[] HostSettings =
    [
        ("AzureWebJobsStorage__credential", "'managedidentity'"),
        ("AzureWebJobsStorage__clientId", "identityClientId"),
        ("AzureWebJobsStorage__blobServiceUri", "storage.properties.primaryEndpoints.blob"),
        ("AzureWebJobsStorage__queueServiceUri", "storage.properties.primaryEndpoints.queue"),
        ("AzureWebJobsStorage__tableServiceUri", "storage.properties.primaryEndpoints.table"),
        ("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "'ClientId=${identityClientId};Authorization=AAD'"),
    ];

    public IEnumerable<string> Findings(Templates templates)
    {
        foreach ((string type, string path, string value) in Demands)
        {
            foreach (BicepResource resource in templates.Made.Where(resource => resource.Type == type && resource.TextAt(path.Split('.')) != value))
            {
                yield return $"{resource.Place}: {path} is '{resource.TextAt(path.Split('.'))}'; it must be {value}.";
            }
        }

        BicepNode host = templates.File("infra/modules/settings.bicep").Variable("hostSettings")!;
        foreach ((string name, string value) in HostSettings.Where(setting => host.At(setting.Name)?.Text != setting.Value))
        {
            yield return $"infra/modules/settings.bicep: {name} is '{host.At(name)?.Text}'; it must be {value}.";
        }

        BicepNode app = templates.File("infra/main.bicep").Declarations("module_declaration").Single(static module => module.Name == "app").Node;
        if (app.At("dependsOn")?.Text.Contains("access", StringComparison.Ordinal) != true)
        {
            yield return "infra/main.bicep: the app may start before it has its roles.";
        }
    }
}
