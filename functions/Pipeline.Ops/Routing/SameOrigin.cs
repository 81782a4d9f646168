namespace Pipeline.Ops.Routing;

/// <summary>Whether a form was sent from one of our own pages.</summary>
/// <remarks>
/// Browsers say so themselves (Fetch Metadata); one that does not, names the origin. A request that says neither is no
/// browser's, and programs have the API.
/// </remarks>
internal static class SameOrigin
{
    /// <summary>Whether it may change something.</summary>
    public static bool Is(HttpRequest request)
    {
        string site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
        {
            return site == "same-origin";
        }

        return Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out Uri? origin)
            && string.Equals(origin.Authority, HostOf(request), StringComparison.OrdinalIgnoreCase)
            && (origin.Scheme == Uri.UriSchemeHttps || request.Scheme == origin.Scheme);
    }

    /// <summary>Whether the host that a browser names is this machine; a name that leads here by a trick is not.</summary>
    public static bool IsLoopback(HttpRequest request) => request.Host.Host is "localhost" or "127.0.0.1" or "[::1]";

    private static string HostOf(HttpRequest request) => request.Host.Value ?? string.Empty;
}
