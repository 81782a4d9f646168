using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pipeline.Infra.Tests.Bicep;
using Pipeline.Infra.Tests.Support;

namespace Pipeline.Infra.Tests.Rules;

/// <summary>No secret is in a template, a parameter or an app setting: only references to the vault.</summary>
internal sealed partial class SecretRule : ITemplateRule
{
    public IEnumerable<string> Findings(Templates templates)
    {
        var settings = new AppSettings(templates);
        string[] secret = [.. SettingNames.Code().Where(IsSecret)];
        return
        [
            .. secret.Except(settings.InVault).Select(static name => $"{name} holds a secret and is not among those from the vault."),
            .. settings.InVault.Except(secret).Select(static name => $"{name} is taken from the vault, but the code knows no such secret."),
            .. settings.Plain.Where(static setting => IsSecret(setting.Name)).Select(static setting => $"{setting.Name} holds a secret and is a plain app setting."),
            .. settings.HasOnlyThese ? Array.Empty<string>() : ["The app settings are something else than plain ones and references to the vault."],
            .. templates.All.SelectMany(Keys),
            .. templates.All.SelectMany(SecureParameters),
            .. templates.Made.SelectMany(OtherSettings),
        ];
    }

    // The addresses of alerts hold a password, or are one.
    private static bool IsSecret(string name) => SecretName().IsMatch(name);

    private static IEnumerable<string> Keys(ArmTemplate template) =>
    [
        .. template.Texts().SelectMany(static text => KeyFunction().Matches(text)).Select(call => $"{template.Name} reads a key: {call.Value}"),
        .. template.Texts().Where(static text => KeyText().IsMatch(text)).Select(_ => $"{template.Name} writes a key into a text."),
    ];

    // The webhook's address holds the host's own key; it exists after the deployment only and stays in one request.
    private static IEnumerable<string> SecureParameters(ArmTemplate template) => (template.Json["parameters"] as JsonObject ?? [])
        .Where(static parameter => ((string?)parameter.Value!["type"])?.StartsWith("secure", StringComparison.OrdinalIgnoreCase) == true)
        .Select(parameter => $"{template.Name} {parameter.Key}")
        .Where(static place => place != "infra/modules/subscription.bicep webhook")
        .Select(static place => $"{place} is a parameter for a secret; secrets belong into the vault.");

    private static IEnumerable<string> OtherSettings(ArmResource resource)
    {
        if (resource.Type == "Microsoft.Web/sites" && (resource.At("properties", "siteConfig", "appSettings") ?? resource.At("properties", "siteConfig", "connectionStrings")) is not null)
        {
            yield return $"{resource.Place} has settings of its own; they belong into settings.bicep.";
        }

        if (resource.Type == "Microsoft.Web/sites/config" && resource.Name is not ("appsettings" or "authsettingsV2"))
        {
            yield return $"{resource.Place} sets something that nobody checks.";
        }
    }

    [GeneratedRegex("((Password|Key|Secret|Token)(Next)?|^Alerts__(Smtp|Webhook)Url)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"\blist[A-Z]\w*(?=\()", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KeyFunction();

    [GeneratedRegex("AccountKey=|SharedAccessKey|InstrumentationKey=|[?&]sig=", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KeyText();
}
