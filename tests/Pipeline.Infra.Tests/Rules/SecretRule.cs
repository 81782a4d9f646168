using System.Text.RegularExpressions;
using Pipeline.Infra.Tests.Bicep;
using Pipeline.Infra.Tests.Support;

namespace Pipeline.Infra.Tests.Rules;

/// <summary>No secret is in a template, a parameter or an app setting: only references to the vault.</summary>
internal sealed partial class SecretRule : ITemplateRule
{
    public IEnumerable<string> Findings(Templates templates)
    {
        BicepFile settings = templates.File("infra/modules/settings.bicep");
        string[] inVault = [.. SettingNames.InVault(templates)];
        string[] secret = [.. SettingNames.Code().Where(IsSecret)];
        return
        [
            .. secret.Except(inVault).Select(static name => $"{name} holds a secret and is not among those from the vault."),
            .. inVault.Except(secret).Select(static name => $"{name} is taken from the vault, but the code knows no such secret."),
            .. SettingNames.Plain(templates).Where(IsSecret).Select(static name => $"{name} holds a secret and is a plain app setting."),
            .. Values(settings),
            .. templates.Files.SelectMany(Keys),
            .. templates.Files.SelectMany(SecureParameters),
            .. templates.Made.SelectMany(OtherSettings),
        ];
    }

    private static bool IsSecret(string name) => SecretName().IsMatch(name);

    // The values: from the vault for secrets, and nothing beside the two objects for the others.
    private static IEnumerable<string> Values(BicepFile settings)
    {
        BicepNode? value = settings.Variable("secretSettings")?.All().LastOrDefault(static node => node.Type == "lambda_expression");
        if (value?.Text.Contains("=> '@Microsoft.KeyVault(SecretUri=${vault.properties.vaultUri}secrets/", StringComparison.Ordinal) != true)
        {
            yield return $"{settings.Path}: secretSettings is no reference to the vault.";
        }

        if (settings.Variable("givenSettings")?.Text.Contains("items(union(hostSettings, appSettings))", StringComparison.Ordinal) != true)
        {
            yield return $"{settings.Path}: givenSettings comes from something else than hostSettings and appSettings.";
        }

        if (settings.Resources().SingleOrDefault(static resource => resource.TextAt("name") == "'appsettings'")?.TextAt("properties")
            != "union(givenSettings, secretSettings)")
        {
            yield return $"{settings.Path}: the app settings are something else than givenSettings and secretSettings.";
        }
    }

    private static IEnumerable<string> Keys(BicepFile file) => file.Root.All()
        .Where(static node => node.Type is "call_expression" && KeyFunction().IsMatch(node.Text))
        .Select(node => $"{file.Path}:{node.Line} reads a key: {node.Text.Split('(')[0]}")
        .Concat(file.Root.All()
            .Where(static node => node.Type == "string_content" && KeyText().IsMatch(node.Text))
            .Select(node => $"{file.Path}:{node.Line} writes a key into a text."));

    // The webhook's address holds the host's own key; it exists after the deployment only and stays in one request.
    private static IEnumerable<string> SecureParameters(BicepFile file) => file.Decorated("parameter_declaration")
        .Where(static found => found.Decorators.Any(static decorator => decorator.Text.Contains("secure", StringComparison.Ordinal)))
        .Select(found => $"{file.Path} {found.Declaration.Child("identifier")!.Text}")
        .Where(static place => place != "infra/modules/subscription.bicep webhook")
        .Select(static place => $"{place} is a parameter for a secret; secrets belong into the vault.");

    private static IEnumerable<string> OtherSettings(BicepResource resource)
    {
        if (resource.Type == "Microsoft.Web/sites" && (resource.Node.At("properties", "siteConfig", "appSettings") ?? resource.Node.At("properties", "siteConfig", "connectionStrings")) is not null)
        {
            yield return $"{resource.Place} has settings of its own; they belong into settings.bicep.";
        }

        if (resource.Type == "Microsoft.Web/sites/config" && resource.TextAt("name") is not ("'appsettings'" or "'authsettingsV2'"))
        {
            yield return $"{resource.Place} sets something that nobody checks.";
        }
    }

    [GeneratedRegex("(Password|Key|Secret|Token)(Next)?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"(^|\.)list[A-Za-z]*\([^()]*\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KeyFunction();

    [GeneratedRegex("AccountKey=|SharedAccessKey|InstrumentationKey=|[?&]sig=", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KeyText();
}
