using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Simulators.Mirakl.Faults;
using Pipeline.Simulators.Mirakl.Platform;

namespace Pipeline.Simulators.Mirakl.Calls;

/// <summary>A call as an operation sees it; each value that cannot be read refuses the call.</summary>
internal sealed class ApiCall
{
    private const int MostValues = 100;

    public required ApiOperation Operation { get; init; }

    public required Shop Shop { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required IReadOnlyDictionary<string, string> Path { get; init; }

    public required IQueryCollection Query { get; init; }

    public required byte[] Body { get; init; }

    /// <summary>Parts of a multipart body; empty for other bodies.</summary>
    public required IReadOnlyList<FormPart> Parts { get; init; }

    public required CallFaults Faults { get; init; }

    /// <summary>Address of the simulator, for example <c>http://127.0.0.1:40123/mirakl</c>.</summary>
    public required string BaseAddress { get; init; }

    /// <summary>What the caller wants, for example <c>application/json</c>.</summary>
    public required string Wanted { get; init; }

    /// <summary>Counts the call under its operation's limit, or under another one.</summary>
    public required Action<RateLimit> Take { get; init; }

    public string? Text(string name) => Query[name].FirstOrDefault() is { Length: > 0 } text ? text : null;

    /// <summary>A number of the path. 404 for what is none.</summary>
    public long PathNumber(string name) => long.TryParse(Path[name], NumberStyles.None, CultureInfo.InvariantCulture, out long number)
        ? number
        : throw ApiRefusal.Unknown($"Unknown {name}: {Path[name]}");

    public bool Flag(string name) => Text(name) switch
    {
        null or "false" => false,
        "true" => true,
        { } other => throw ApiRefusal.Bad($"The value '{other}' is invalid for the parameter : {name}"),
    };

    public int? Whole(string name) => Text(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value
        : throw ApiRefusal.Bad($"The value '{text}' is invalid for the parameter : {name}");

    /// <summary>A date-time with an offset; a plus sign that was not encoded is a blank by now, and refused.</summary>
    public DateTimeOffset? Time(string name) => Text(name) is not { } text ? null
        : DateTimeOffset.TryParseExact(
            text,
            ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out DateTimeOffset time) && HasZone(text) ? time
        : throw ApiRefusal.Bad($"The value '{text}' is invalid for the parameter : {name}");

    /// <summary>The values of a list that is separated by commas.</summary>
    public IReadOnlyList<string> List(string name) => Limited(name, Text(name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? []);

    /// <summary>The values of a parameter that is repeated.</summary>
    public IReadOnlyList<string> Repeated(string name) => Limited(name, [.. Query[name].OfType<string>()]);

    /// <summary>A list of values that are of a set.</summary>
    public IReadOnlyList<string> ListOf(string name, IReadOnlyCollection<string> allowed) =>
        List(name) is var values && values.FirstOrDefault(value => !allowed.Contains(value)) is { } other
            ? throw ApiRefusal.Bad($"The value '{other}' is invalid for the parameter : {name}")
            : values;

    /// <summary>The text of a part; null where it is missing.</summary>
    public string? Part(string name) => Parts.FirstOrDefault(part => part.Name == name) is { } found ? Encoding.UTF8.GetString(found.Bytes) : null;

    /// <summary>A part that says yes or no, in the two literal words.</summary>
    public bool PartFlag(string name) => Part(name) switch
    {
        null or "false" => false,
        "true" => true,
        { } other => throw ApiRefusal.Bad($"The value '{other}' is invalid for the part : {name}"),
    };

    /// <summary>The bytes of the part <c>file</c>.</summary>
    public byte[] File() => Parts.FirstOrDefault(part => part is { Name: "file", FileName: not null })?.Bytes ?? throw ApiRefusal.Bad("The part 'file' is missing");

    public JsonObject Json() => Parse(Body);

    public JsonObject JsonPart(string name) => Parse(Encoding.UTF8.GetBytes(Part(name) ?? throw ApiRefusal.Bad($"The part '{name}' is missing")));

    private static JsonObject Parse(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject ?? throw ApiRefusal.Bad("The body is not a JSON object", "VALIDATION_ERROR");
        }
        catch (JsonException)
        {
            throw ApiRefusal.Bad("The body cannot be read as JSON", "VALIDATION_ERROR");
        }
    }

    private static bool HasZone(string text) => text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');

    private static string[] Limited(string name, string[] values) => values.Length <= MostValues
        ? values
        : throw ApiRefusal.Bad($"The limit of {MostValues} is exceeded for the parameter : {name}");
}
