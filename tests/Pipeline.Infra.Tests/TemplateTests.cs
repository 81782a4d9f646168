using Pipeline.Infra.Tests.Bicep;
using Pipeline.Infra.Tests.Rules;

namespace Pipeline.Infra.Tests;

/// <summary>The templates keep every rule, and each rule sees a fault that is planted in a copy of them.</summary>
public sealed class TemplateTests(TemplateCompiler compiler) : IClassFixture<TemplateCompiler>
{
    private const string Main = "infra/main.bicep";
    private const string Types = "infra/types.bicep";
    private const string Settings = "infra/modules/settings.bicep";
    private const string Storage = "infra/modules/storage.bicep";
    private const string App = "infra/modules/app.bicep";
    private const string Access = "infra/modules/access.bicep";
    private const string Alerts = "infra/modules/alerts.bicep";
    private const string Subscription = "infra/modules/subscription.bicep";
    private const string Values = "infra/main.parameters.json";

    private static readonly Dictionary<string, ITemplateRule> Rules = new ITemplateRule[]
    {
        new CompilerRule(), new RoleRule(), new ClosedDoorRule(), new SecretRule(), new SettingsRule(), new IdentityRule(), new DocumentationRule(),
        new ParametersRule(), new NamesRule(), new VersionRule(),
    }.ToDictionary(static rule => rule.GetType().Name);

    public static TheoryData<string> RuleNames => [.. Rules.Keys];

    public static TheoryData<string, string, string, string, string> Faults => new()
    {
        { nameof(CompilerRule), Main, "targetScope = 'subscription'", "targetScope = = 'subscription'", "infra/main.bicep:2 Error BCP009: " },
        { nameof(CompilerRule), App, "properties: { reserved: true }", "properties: { reserved: true", "Error BCP018: Expected" },
        { nameof(RoleRule), Access, "var queueDataContributor = '974c5e8b-45b9-4653-ba55-5f855dd0fb88'", "var queueDataContributor = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635'", "A role that nobody asked for: Microsoft.Storage/storageAccounts 8e3af657" },
        { nameof(RoleRule), Access, "scope: deadLetters", "scope: storage", "A role that nobody asked for: Microsoft.Storage/storageAccounts ba92f5b4" },
        { nameof(RoleRule), Access, "principalId: eventsPrincipalId", "principalId: deployerPrincipalId", "A role is missing: Microsoft.Storage/storageAccounts/blobServices/containers deadletters ba92f5b4-2d11-453d-a403-e96b0029c9fe eventsPrincipalId" },
        { nameof(ClosedDoorRule), Storage, "allowSharedKeyAccess: false", "allowSharedKeyAccess: true", "properties.allowSharedKeyAccess is 'true'; it must be false." },
        { nameof(ClosedDoorRule), Storage, "    minimumTlsVersion: 'TLS1_2'\n", "", "properties.minimumTlsVersion is ''; it must be TLS1_2." },
        { nameof(ClosedDoorRule), Storage, "supportsHttpsTrafficOnly: true", "supportsHttpsTrafficOnly: false", "properties.supportsHttpsTrafficOnly is 'false'" },
        { nameof(ClosedDoorRule), Storage, "publicAccess: 'None'", "publicAccess: 'Blob'", "properties.publicAccess is 'Blob'" },
        { nameof(ClosedDoorRule), Storage, "isPrivate ? 'Disabled' : 'Enabled'", "'Enabled'", "properties.publicNetworkAccess is 'Enabled'" },
        { nameof(ClosedDoorRule), App, "httpsOnly: true", "httpsOnly: false", "properties.httpsOnly is 'false'" },
        { nameof(ClosedDoorRule), App, "minTlsVersion: '1.2'", "minTlsVersion: '1.0'", "properties.siteConfig.minTlsVersion is '1.0'" },
        { nameof(ClosedDoorRule), App, "name: 'scm'", "name: 'other'", "The site's scm password is not switched off." },
        { nameof(ClosedDoorRule), Main, "isPrivate: useVirtualNetwork && privateEndpoints", "isPrivate: false", "storage is not closed" },
        { nameof(SecretRule), Settings, "Push__BasicUserName: ingramMicro.push.basicUserName", "Push__BasicPassword: ingramMicro.push.basicUserName", "Push__BasicPassword holds a secret and is a plain app setting." },
        { nameof(SecretRule), Settings, "'@Microsoft.KeyVault(SecretUri=", "'(SecretUri=", "The app settings are something else than plain ones and references to the vault." },
        { nameof(SecretRule), Settings, "properties: union(givenSettings, secretSettings)", "properties: union(givenSettings, secretSettings, { X: 'y' })", "The app settings are something else" },
        { nameof(SecretRule), Types, "  | 'Distributors__IngramMicro__Push__HmacSecretNext'\n", "", "Push__HmacSecretNext holds a secret and is not among those from the vault." },
        { nameof(SecretRule), Settings, "storage.properties.primaryEndpoints.blob", "storage.listKeys().keys[0].value", "settings reads a key: listKeys" },
        { nameof(SecretRule), Settings, "'managedidentity'", "'DefaultEndpointsProtocol=https;AccountKey=x'", "writes a key into a text." },
        { nameof(SecretRule), Main, "@description('Mail address", "@secure()\n@description('Mail address", "infra/main.bicep alertEmail is a parameter for a secret" },
        { nameof(SettingsRule), Settings, "  Distributors__IngramMicro__TimeZone: ingramMicro.timeZone\n", "", "Distributors__IngramMicro__TimeZone is read by the code and set by no template." },
        { nameof(SettingsRule), Settings, "Landing__RetentionDays:", "Landing__KeepDays:", "Landing__KeepDays is set by a template and read by nobody." },
        { nameof(SettingsRule), Settings, "Currencies__Rates__${rate.currency}__Date", "Currencies__Rates__${rate.currency}__Day", "Currencies__Rates__USD__Date is read by the code and set by no template." },
        { nameof(SettingsRule), Types, "  postalCode: string\n", "  postCode: string\n", "ShipTo__0__postCode is set by a template and read by nobody." },
        { nameof(SettingsRule), Settings, "AzureWebJobsStorage__credential:", "AzureWebJobsStorage:", "AzureWebJobsStorage must not be set in the cloud." },
        { nameof(SettingsRule), Settings, "AzureWebJobsDisableHomepage:", "FUNCTIONS_WORKER_RUNTIME:", "FUNCTIONS_WORKER_RUNTIME must not be set in the cloud." },
        { nameof(SettingsRule), Settings, "AzureWebJobsDisableHomepage:", "WEBSITE_RUN_FROM_PACKAGE:", "WEBSITE_RUN_FROM_PACKAGE must not be set in the cloud." },
        { nameof(IdentityRule), App, "name: 'dotnet-isolated'", "name: 'custom'", "properties.functionAppConfig.runtime.name is 'custom'" },
        { nameof(IdentityRule), App, "version: '10.0'", "version: '10'", "properties.functionAppConfig.runtime.version is '10'" },
        { nameof(IdentityRule), App, "type: 'UserAssignedIdentity'", "type: 'StorageAccountConnectionString'", "authentication.type is 'StorageAccountConnectionString'" },
        { nameof(IdentityRule), Settings, "  AzureWebJobsStorage__clientId: identityClientId\n", "", "AzureWebJobsStorage__clientId is ''" },
        { nameof(IdentityRule), App, "'azd-service-name': 'pipeline'", "'azd-service-name': 'api'", "tags is '[union(parameters('tags'), createObject('azd-service-name', 'api'))]'" },
        { nameof(IdentityRule), Main, "dependsOn: [access, endpoints]", "dependsOn: [endpoints]", "The app may start before it has its roles." },
        { nameof(DocumentationRule), Main, "@description('Memory of an instance in MB.')\n", "", "instanceMemoryMB has no description." },
        { nameof(DocumentationRule), Main, "@description('Address of the app.')\n", "", "SERVICE_PIPELINE_ENDPOINT_URL has no description." },
        { nameof(DocumentationRule), Types, "  @description('User name at the server.')\n", "", "userName has no description." },
        { nameof(ParametersRule), Values, "\"storageSku\"", "\"storageSkew\"", "main.parameters.json does not give storageSku." },
        { nameof(ParametersRule), Values, "\"storageSku\"", "\"storageSkew\"", "gives storageSkew, which main.bicep does not have." },
        { nameof(ParametersRule), Values, "\"doneMarker\"", "\"marker\"", "does not give ingramMicro.price.doneMarker." },
        { nameof(ParametersRule), Values, "${ALERT_EMAIL=}", "someone@example.com", "gives alertEmail as 'someone@example.com'" },
        { nameof(ParametersRule), Values, "${INGRAM_MICRO_PUSH_BASIC_USER_NAME=}", "${INGRAM_MICRO_PUSH_PASSWORD=}", "that is no secret." },
        { nameof(CompilerRule), App, "serverFarmId: plan.id", "serverFarmId: farm.id", "The name \"farm\" does not exist" },
        { nameof(CompilerRule), App, "instanceMemoryMB: instanceMemoryMB", "instanceMemoryMB: 2048", "no-unused-params: Parameter \"instanceMemoryMB\" is declared but never used." },
        { nameof(CompilerRule), Main, "toLower(uniqueString(", "toLower(unique(", "The name \"unique\" does not exist" },
        { nameof(CompilerRule), Main, "    sku: storageSku\n", "", "missing the following required properties: \"sku\"." },
        { nameof(CompilerRule), Main, "    sku: storageSku\n", "    sku: storageSku\n    kind: 'x'\n", "The property \"kind\" is not allowed" },
        { nameof(CompilerRule), Main, "identity.outputs.clientId", "identity.outputs.client", "does not contain property \"client\"." },
        { nameof(CompilerRule), Main, "'modules/vault.bicep'", "'modules/safe.bicep'", "Error BCP091: An error occurred reading file." },
        { nameof(NamesRule), Storage, "['app-package', 'landing', 'deadletters']", "['app-package', 'landed', 'deadletters']", "does not make the container landing." },
        { nameof(NamesRule), Storage, "  'order-signals'\n", "", "does not make the queue order-signals." },
        { nameof(NamesRule), Storage, "['catalog-changes']", "['catalogue-changes']", "does not make the queue catalog-changes." },
        { nameof(NamesRule), Storage, "'feed-files'", "'feed-file'", "makes the queue feed-file, at which no function waits." },
        { nameof(NamesRule), Storage, "tierToCool:", "delete:", "deletes landed files, also the last accepted one" },
        { nameof(NamesRule), Storage, "prefixMatch: ['exchanges/']", "prefixMatch: ['wire/']", "has no life-cycle rule for exchanges/." },
        { nameof(NamesRule), Subscription, "/containers/landing/", "/containers/land/", "does not listen to the container landing." },
        { nameof(NamesRule), Alerts, "flow: 'ingram.stock'", "flow: 'ingram.stocks'", "waits for the flow ingram.stocks, which does not exist." },
        { nameof(NamesRule), Alerts, "(Failed|Refused|Held|Partial)", "(Failed|Rejected|Held|Partial)", "waits for the state Rejected, which does not exist." },
        { nameof(NamesRule), Alerts, "Name == \"StartDueFlows\"", "Name == \"StartFlows\"", "waits for the function StartFlows, which does not exist." },
        { nameof(NamesRule), Alerts, "have not started for\"", "have not begun for\"", "waits for the words 'orchestrations have not begun for', which nothing logs." },
        { nameof(CompilerRule), App, "Microsoft.Web/serverfarms@2024-04-01", "Microsoft.Web/serverfarms@2024-04-31", "Warning BCP081: Resource type \"Microsoft.Web/serverfarms@2024-04-31\" does not have types available." },
        { nameof(CompilerRule), Storage, "  location: location\n", "  location: 'westeurope'\n", "Error no-hardcoded-location: " },
        { nameof(VersionRule), App, "Microsoft.Web/sites@2024-04-01", "Microsoft.Web/sites@2023-12-01", "Microsoft.Web/sites is used in several versions: 2023-12-01, 2024-04-01." },
    };

    [Theory]
    [MemberData(nameof(RuleNames))]
    public void The_templates_keep_every_rule(string rule) => Assert.Empty(Rules[rule].Findings(compiler.AsTheyAre));

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_planted_fault_is_reported(string rule, string file, string from, string to, string expected)
    {
        Templates faulty = compiler.With(file, from, to);

        Assert.Contains(Rules[rule].Findings(faulty), finding => finding.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_rule_has_a_planted_fault() =>
        Assert.Empty(Rules.Keys.Except(Faults.Select(static fault => (string)fault[0])));
}
