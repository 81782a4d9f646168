using System.Globalization;
using System.Text.Json.Nodes;

namespace Pipeline.Simulators.Mirakl.Calls;

/// <summary>Both kinds of paging. For one thread at a time.</summary>
internal sealed class Pages
{
    private const int Longest = 100;
    private const int UsualLength = 10;

    private readonly Dictionary<string, Seek> seeks = [];

    /// <summary>
    /// The page of a list as it is now: rows that leave the list between two pages pull others over the border, unseen.
    /// </summary>
    public static ApiAnswer Offset<T>(ApiCall call, string name, IReadOnlyList<T> all, Func<T, JsonNode> show)
    {
        int max = Within(call, "max", UsualLength);
        int offset = call.Whole("offset") ?? 0;
        if (offset < 0)
        {
            throw ApiRefusal.Bad("The value must not be negative for the parameter : offset");
        }

        JsonObject body = new() { [name] = Wire.Array(all.Skip(offset).Take(max).Select(show)), ["total_count"] = all.Count };
        return new ApiAnswer { Json = body, Link = Link(call, all.Count, offset, max) };
    }

    /// <summary>The first page of a list, or the page that a token names; with a token nothing else counts.</summary>
    public ApiAnswer Next<T>(ApiCall call, Func<IReadOnlyList<T>> all, Func<T, JsonNode> show, int usualLength = UsualLength)
    {
        Seek seek = call.Text("page_token") is { } token
            ? seeks.GetValueOrDefault(token) is { } known && known.Operation == call.Operation.Code ? known : throw ApiRefusal.Bad("The page token is invalid")
            : new Seek(call.Operation.Code, [.. all().Select(item => (Func<JsonNode>)(() => show(item)))], 0, Within(call, "limit", usualLength));
        JsonObject body = new() { ["data"] = Wire.Array(seek.Items.Skip(seek.From).Take(seek.Length).Select(item => item())) };
        if (seek.From + seek.Length < seek.Items.Count)
        {
            body["next_page_token"] = Keep(seek with { From = seek.From + seek.Length });
        }

        if (seek.From > 0)
        {
            body["previous_page_token"] = Keep(seek with { From = Math.Max(0, seek.From - seek.Length) });
        }

        return ApiAnswer.Of(body);
    }

    public void Clear() => seeks.Clear();

    private string Keep(Seek seek)
    {
        string token = string.Create(CultureInfo.InvariantCulture, $"pt-{seeks.Count + 1:x8}");
        seeks[token] = seek;
        return token;
    }

    private static int Within(ApiCall call, string name, int usual) => call.Whole(name) is not { } length ? usual
        : length is >= 1 and <= Longest ? length
        : throw ApiRefusal.Bad($"The value must be between 1 and {Longest} for the parameter : {name}");

    private static string? Link(ApiCall call, int count, int offset, int max)
    {
        string address = $"{call.BaseAddress}{call.Operation.Path}";
        string Page(int from, string relation) => string.Create(CultureInfo.InvariantCulture, $"<{address}?offset={from}&max={max}>; rel=\"{relation}\"");
        List<string> links = [];
        if (offset > 0)
        {
            links.Add(Page(Math.Max(0, offset - max), "previous"));
        }

        if (offset + max < count)
        {
            links.Add(Page(offset + max, "next"));
        }

        return links.Count == 0 ? null : string.Join(", ", links);
    }

    private sealed record Seek(string Operation, IReadOnlyList<Func<JsonNode>> Items, int From, int Length);
}
