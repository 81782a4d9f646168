using System.Text.Json;

namespace Pipeline.Functions.Http;

/// <summary>Whether the platform signs operators in, and whom it vouches for.</summary>
/// <remarks>
/// With sign-in the platform removes forged <c>X-MS-CLIENT-PRINCIPAL</c> headers and adds its own (Microsoft Learn, "Work with
/// user identities in Azure App Service authentication"); without it anybody may send them, so they are not looked at.
/// </remarks>
/// <param name="isEnabled">Whether the platform signs in.</param>
/// <param name="isInCloud">Whether the app runs in the platform, and not on somebody's own machine.</param>
public sealed class SignIn(bool isEnabled, bool isInCloud)
{
    /// <summary>Where a browser signs in and comes back from.</summary>
    public const string Path = LogIn + "/ops";

    private const string LogIn = "/.auth/login/aad?post_login_redirect_uri=";

    /// <summary>The platform names each of its machines.</summary>
    private const string Instance = "WEBSITE_INSTANCE_ID";

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

    /// <summary>Whether the app runs in the platform.</summary>
    public bool IsInCloud => isInCloud;

    /// <summary>Reads it from the environment.</summary>
    public static SignIn Read(IConfiguration configuration) => new(
        (bool.TryParse(configuration[Enabled], out bool enabled) && enabled) || configuration[Assertion] is { Length: > 0 },
        configuration[Instance] is { Length: > 0 });

    /// <summary>Where a browser signs in to come back to the page it asked for.</summary>
    public static string PathTo(HttpRequest request) => LogIn + Uri.EscapeDataString(request.PathBase + request.Path + request.QueryString);

    /// <summary>Whether the platform vouches for somebody of Entra ID.</summary>
    public bool IsSignedIn(HttpRequest request) => ClaimsOf(request) is not null;

    /// <summary>The roles that the platform vouches for; none for somebody who has not signed in.</summary>
    public IReadOnlyList<string> RolesOf(HttpRequest request) => ClaimsOf(request)?.Roles ?? [];

    /// <summary>The name that the platform vouches for, or null.</summary>
    public string? NameOf(HttpRequest request) => Read(request, PrincipalName);

    /// <summary>The id under which the platform knows that person, or null.</summary>
    public string? IdOf(HttpRequest request) => Read(request, PrincipalId);

    private string? Read(HttpRequest request, string header) =>
        isEnabled && request.Headers[header].ToString() is { Length: > 0 and <= LengthLimit } text ? text : null;

    private PrincipalClaims? ClaimsOf(HttpRequest request)
    {
        string header = request.Headers[Principal].ToString();
        byte[] json = new byte[header.Length];
        return isEnabled && Convert.TryFromBase64String(header, json, out int length) ? Parse(json.AsMemory(0, length)) : null;
    }

    private static PrincipalClaims? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using JsonDocument principal = JsonDocument.Parse(json);
            return principal.RootElement is { ValueKind: JsonValueKind.Object } root
                && TextOf(root, "auth_typ") == EntraId
                && root.TryGetProperty("claims", out JsonElement claims) && claims is { ValueKind: JsonValueKind.Array }
                && claims.GetArrayLength() > 0
                    ? new PrincipalClaims(
                    [
                        .. claims.EnumerateArray().Where(static claim => claim.ValueKind == JsonValueKind.Object)
                            .Where(claim => TextOf(claim, "typ") is { } type && type == (TextOf(root, "role_typ") ?? "roles"))
                            .Select(static claim => TextOf(claim, "val")).OfType<string>(),
                    ])
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? TextOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>What the platform says of somebody.</summary>
    private sealed record PrincipalClaims(IReadOnlyList<string> Roles);
}
