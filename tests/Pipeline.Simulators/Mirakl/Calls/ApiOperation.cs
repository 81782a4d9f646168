using Pipeline.Simulators.Mirakl.Platform;

namespace Pipeline.Simulators.Mirakl.Calls;

/// <summary>One operation of the seller API.</summary>
/// <param name="Code">Its code, for example <c>OR11</c>.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path with names in braces, for example <c>/api/orders/{order_id}/accept</c>.</param>
/// <param name="Answer">Answers a call that has passed the checks of the platform.</param>
internal sealed record ApiOperation(string Code, HttpMethod Method, string Path, Func<ApiCall, ApiAnswer> Answer)
{
    private readonly string[] segments = Path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Content type of the body; null where none is read.</summary>
    public string? Consumes { get; init; }

    /// <summary>Content types that may be asked for.</summary>
    public IReadOnlyList<string> Produces { get; init; } = ["application/json"];

    /// <summary>The most that it may be called; null for no limit.</summary>
    public RateLimit? Limit { get; init; }

    /// <summary>Whether the operation asks for its limit itself, since it depends on the body.</summary>
    public bool LimitsItself { get; init; }

    /// <summary>How many segments are literal, and the names and values of the others; null: another path.</summary>
    public (int Literal, IReadOnlyDictionary<string, string> Values)? Match(string[] path)
    {
        if (path.Length != segments.Length)
        {
            return null;
        }

        Dictionary<string, string> values = [];
        for (int place = 0; place < path.Length; place++)
        {
            if (segments[place][0] == '{')
            {
                values[segments[place][1..^1]] = path[place];
            }
            else if (segments[place] != path[place])
            {
                return null;
            }
        }

        return (path.Length - values.Count, values);
    }
}
