namespace Pipeline.LocalHost.Http;

/// <summary>Checks the key of a request against the level of what it asks for (§6.4).</summary>
/// <param name="keys">The keys; null when none are demanded, as under Core Tools.</param>
internal sealed class AccessCheck(KeyRing? keys)
{
    /// <summary>The level of the durable extension's own API.</summary>
    public const string DurableTask = "system:durabletask_extension";

    /// <summary>Whether a request may go on. The key is in <c>x-functions-key</c> or <c>?code=</c>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="level"><c>anonymous</c>, <c>function</c>, <c>admin</c> or <see cref="DurableTask"/>.</param>
    public bool Allows(HttpRequest request, string level)
    {
        if (keys is null || level.Equals("anonymous", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        string? key = request.Headers.TryGetValue("x-functions-key", out Microsoft.Extensions.Primitives.StringValues header)
            ? header.ToString()
            : request.Query["code"].ToString();
        if (level == DurableTask)
        {
            return keys.IsDurableTask(key);
        }

        return level.Equals("function", StringComparison.OrdinalIgnoreCase) ? keys.IsFunction(key) : keys.IsMaster(key);
    }
}
