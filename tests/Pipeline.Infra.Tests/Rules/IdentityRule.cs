using Pipeline.Infra.Tests.Bicep;

namespace Pipeline.Infra.Tests.Rules;

/// <summary>The app, the host and the deployment sign in with the app's identity, on the plan and runtime that the package is made for.</summary>
internal sealed class IdentityRule : ITemplateRule
{
    private static readonly Demand[] Demands =
    [
        new("Microsoft.Web/serverfarms", "sku.name", "FC1"),
        new("Microsoft.Web/serverfarms", "properties.reserved", "true"),
        new("Microsoft.Web/sites", "kind", "functionapp,linux"),
        new("Microsoft.Web/sites", "identity.type", "UserAssigned"),
        new("Microsoft.Web/sites", "properties.keyVaultReferenceIdentity", "[parameters('identityId')]"),
        new("Microsoft.Web/sites", "properties.functionAppConfig.runtime.name", "dotnet-isolated"),
        new("Microsoft.Web/sites", "properties.functionAppConfig.runtime.version", "10.0"),
        new("Microsoft.Web/sites", "properties.functionAppConfig.deployment.storage.type", "blobContainer"),
        new("Microsoft.Web/sites", "properties.functionAppConfig.deployment.storage.value", "[format('{0}app-package', reference('storage').primaryEndpoints.blob)]"),
        new("Microsoft.Web/sites", "properties.functionAppConfig.deployment.storage.authentication.type", "UserAssignedIdentity"),
        new("Microsoft.Web/sites", "properties.functionAppConfig.deployment.storage.authentication.userAssignedIdentityResourceId", "[parameters('identityId')]"),
        new("Microsoft.Web/sites", "tags", "[union(parameters('tags'), createObject('azd-service-name', 'pipeline'))]"),
        new("Microsoft.EventGrid/systemTopics", "identity.type", "SystemAssigned"),
    ];

    private static readonly (string Name, string Value)[] HostSettings =
    [
        ("AzureWebJobsStorage__credential", "'managedidentity'"),
        ("AzureWebJobsStorage__clientId", "parameters('identityClientId')"),
        ("AzureWebJobsStorage__blobServiceUri", "reference('storage').primaryEndpoints.blob"),
        ("AzureWebJobsStorage__queueServiceUri", "reference('storage').primaryEndpoints.queue"),
        ("AzureWebJobsStorage__tableServiceUri", "reference('storage').primaryEndpoints.table"),
        ("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "format('ClientId={0};Authorization=AAD', parameters('identityClientId'))"),
    ];

    public IEnumerable<string> Findings(Templates templates)
    {
        ILookup<string, string> plain = new AppSettings(templates).Plain.ToLookup(static setting => setting.Name, static setting => setting.Value);
        ArmResource app = templates.Of(Templates.Main).Resources.Single(static module => module.Name == "app");
        return
        [
            .. Demand.Findings(templates.Made, Demands),
            .. HostSettings.Where(setting => !plain[setting.Name].SequenceEqual([setting.Value]))
                .Select(setting => $"{setting.Name} is '{string.Join(' ', plain[setting.Name])}'; it must be {setting.Value}."),
            .. app.At("dependsOn")!.AsArray().Any(static name => (string?)name == "access") ? Array.Empty<string>() : ["The app may start before it has its roles."],
        ];
    }
}
