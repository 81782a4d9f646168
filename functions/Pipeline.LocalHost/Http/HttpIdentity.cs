using Newtonsoft.Json.Linq;

namespace Pipeline.LocalHost.Http;

/// <summary>The <c>Identities</c> member of a request in the envelope.</summary>
internal static class HttpIdentity
{
    private const string Issuer = "LOCAL AUTHORITY";
    private const string ClaimRoot = "http://schemas.microsoft.com/2017/07/functions/claims/";

    /// <summary>A caller without key.</summary>
    public static JArray Anonymous() => [Identity(authenticationType: null, [])];

    /// <summary>A caller with the function key of that name.</summary>
    public static JArray FunctionKey(string keyName) =>
        [Identity("WebJobsAuthLevel", [Claim("authlevel", "Function"), Claim("keyid", keyName)])];

    private static JObject Identity(string? authenticationType, JArray claims) => new()
    {
        ["AuthenticationType"] = authenticationType,
        ["IsAuthenticated"] = authenticationType is not null,
        ["Actor"] = null,
        ["BootstrapContext"] = null,
        ["Claims"] = claims,
        ["Label"] = null,
        ["Name"] = null,
        ["NameClaimType"] = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name",
        ["RoleClaimType"] = "http://schemas.microsoft.com/ws/2008/06/identity/claims/role",
    };

    private static JObject Claim(string type, string value) => new()
    {
        ["Issuer"] = Issuer,
        ["OriginalIssuer"] = Issuer,
        ["Properties"] = new JObject(),
        ["Type"] = ClaimRoot + type,
        ["Value"] = value,
        ["ValueType"] = "http://www.w3.org/2001/XMLSchema#string",
    };
}
