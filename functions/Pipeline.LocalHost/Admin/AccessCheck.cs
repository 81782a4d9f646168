using Microsoft.Extensions.Primitives;

namespace Pipeline.LocalHost.Admin;

/// <summary>Checks the key of a request against the level of what it asks for.</summary>
/// <param name="keys">The keys; null when none are demanded, as under Core Tools.</param>
internal sealed class AccessCheck(KeyRing? keys)
{
    /// <summary>Whether a request may go on. The key is in <c>x-functions-key</c> or <c>?code=</c>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="level"><c>anonymous</c>, <c>function</c> or <c>admin</c>.</param>
    public bool Allows(HttpRequest request, string level)
    {
        if (keys is null || level.Equals("anonymous", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        return level.Equals("function", StringComparison.OrdinalIgnoreCase) ? keys.IsFunction(KeyOf(request)) : keys.IsMaster(KeyOf(request));
    }

    /// <summary>Whether a request may reach an extension's webhook.</summary>
    public bool AllowsSystem(HttpRequest request, string keyName) => keys?.IsSystem(KeyOf(request), keyName) != false;

    private static string KeyOf(HttpRequest request) =>
        request.Headers.TryGetValue("x-functions-key", out StringValues header) ? header.ToString() : request.Query["code"].ToString();
}
