using System.Text.Json;

namespace Pipeline.Functions.Http;

/// <summary>Whether the platform signs operators in, and whom it vouches for.</summary>
/// <remarks>
/// With sign-in the platform removes forged <c>X-MS-CLIENT-PRINCIPAL</c> headers and adds its own (Microsoft Learn, "Work with
/// user identities in Azure App Service authentication"); without it anybody may send them, so they are not looked at.
/// </remarks>
/// <param name="isEnabled">Whether the platform signs in.</param>
public sealed class SignIn(bool isEnabled)
{
    /// <summary>Where a browser signs in and comes back from.</summary>
    public const string Path = "/.auth/login/aad?post_login_redirect_uri=/ops";

    private const string Enabled = "WEBSITE_AUTH_ENABLED";

    /// <summary>Set by the templates together with sign-in: a second witness, should the platform leave its own variable out.</summary>
    private const string Assertion = "OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID";

    private const string Principal = "X-MS-CLIENT-PRINCIPAL";
    private const string PrincipalName = "X-MS-CLIENT-PRINCIPAL-NAME";
    private const string PrincipalId = "X-MS-CLIENT-PRINCIPAL-ID";
    private const string EntraId = "aad";
    private const int LengthLimit = 200;

    /// <summary>Whether the platform signs in.</summary>
    public bool IsEnabled => isEnabled;

    /// <summary>Reads it from the environment.</summary>
    public static SignIn Read(IConfiguration configuration) => new(
        (bool.TryParse(configuration[Enabled], out bool enabled) && enabled) || configuration[Assertion] is { Length: > 0 });

    /// <summary>Whether the platform vouches for somebody of Entra ID.</summary>
    public bool IsSignedIn(HttpRequest request)
    {
        string header = request.Headers[Principal].ToString();
        byte[] json = new byte[header.Length];
        return isEnabled && Convert.TryFromBase64String(header, json, out int length) && IsOperator(json.AsMemory(0, length));
    }

    /// <summary>The name that the platform vouches for, or null.</summary>
    public string? NameOf(HttpRequest request) => Read(request, PrincipalName);

    /// <summary>The id under which the platform knows that person, or null.</summary>
    public string? IdOf(HttpRequest request) => Read(request, PrincipalId);

    private string? Read(HttpRequest request, string header) =>
        isEnabled && request.Headers[header].ToString() is { Length: > 0 and <= LengthLimit } text ? text : null;

    private static bool IsOperator(ReadOnlyMemory<byte> json)
    {
        try
        {
            using JsonDocument principal = JsonDocument.Parse(json);
            return principal.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("auth_typ", out JsonElement provider) && provider.ValueKind == JsonValueKind.String
                && provider.ValueEquals(EntraId)
                && root.TryGetProperty("claims", out JsonElement claims) && claims is { ValueKind: JsonValueKind.Array }
                && claims.GetArrayLength() > 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
