namespace Pipeline.Functions.Http;

/// <summary>Who makes a request.</summary>
public static class Caller
{
    private const string PrincipalName = "X-MS-CLIENT-PRINCIPAL-NAME";
    private const int LengthLimit = 200;

    /// <summary>The name that the platform's sign-in vouches for; <c>api</c> for callers with a function key.</summary>
    public static string Of(HttpRequest request) =>
        request.Headers[PrincipalName].ToString() is { Length: > 0 and <= LengthLimit } name ? name : "api";
}
