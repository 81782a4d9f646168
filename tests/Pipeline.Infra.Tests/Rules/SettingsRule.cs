using Pipeline.Infra.Tests.Bicep;
using Pipeline.Infra.Tests.Support;

namespace Pipeline.Infra.Tests.Rules;

/// <summary>Every setting that the code reads can be set by the templates, and every one they set is read.</summary>
internal sealed class SettingsRule : ITemplateRule
{
    // Read by the Functions host or the platform (Microsoft Learn, "App settings reference for Azure Functions"; "Configure
    // Microsoft Entra sign-in", "Use a managed identity instead of a secret").
    private static readonly string[] OfThePlatform =
    [
        "AzureWebJobsStorage__credential",
        "AzureWebJobsDisableHomepage",
        "APPLICATIONINSIGHTS_CONNECTION_STRING",
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
        "OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID",
    ];

    // Read on a developer's machine: a connection string instead of an identity, an account's name instead of its addresses.
    // The header is an example of a free name; the templates take such names from serviceHeadersInVault. Addresses inside the network
    // are told of alerts and events in tests alone.
    private static readonly string[] OnlyLocal =
    [
        "AzureWebJobsStorage", "AzureWebJobsStorage__accountName", "FUNCTIONS_WORKER_RUNTIME",
        "Distributors__IngramMicro__Services__Headers__X-Example", "Alerts__AllowPrivateAddresses", "Subscriptions__AllowPrivateAddresses",
    ];

    // On Flex Consumption functionAppConfig takes their place, and the platform refuses them or is led astray by them.
    private static readonly string[] OfOtherPlans =
    [
        "FUNCTIONS_WORKER_RUNTIME", "FUNCTIONS_WORKER_RUNTIME_VERSION", "FUNCTIONS_EXTENSION_VERSION", "WEBSITE_RUN_FROM_PACKAGE",
        "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING", "WEBSITE_CONTENTSHARE", "WEBSITE_TIME_ZONE", "TZ",
    ];

    public IEnumerable<string> Findings(Templates templates)
    {
        var settings = new AppSettings(templates);
        string[] set = [.. settings.Plain.Select(static setting => setting.Name), .. settings.Listed, .. settings.InVault];
        string[] read = [.. SettingNames.Code()];
        StringComparer names = StringComparer.OrdinalIgnoreCase;
        return
        [
            .. read.Except(set, names).Except(OnlyLocal, names).Select(static name => $"{name} is read by the code and set by no template."),
            .. set.Except(read, names).Except(OfThePlatform, names).Select(static name => $"{name} is set by a template and read by nobody."),
            .. set.Intersect([.. OnlyLocal, .. OfOtherPlans], names).Select(static name => $"{name} must not be set in the cloud."),
            .. set.GroupBy(static name => name, names).Where(static same => same.Count() > 1).Select(static same => $"{same.Key} is set twice."),
        ];
    }
}
