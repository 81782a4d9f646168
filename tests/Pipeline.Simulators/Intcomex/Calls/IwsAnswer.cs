using System.Text.Json.Nodes;

namespace Pipeline.Simulators.Intcomex.Calls;

/// <summary>An answer before it is written: one value, or rows that are made while they are written.</summary>
internal sealed record IwsAnswer
{
    public int Status { get; init; } = StatusCodes.Status200OK;

    public string ContentType { get; init; } = "application/json; charset=utf-8";

    /// <summary>The value; null for an empty body or for rows.</summary>
    public JsonNode? Value { get; init; }

    /// <summary>Rows of an array; null for a value.</summary>
    public IEnumerable<JsonNode>? Rows { get; init; }

    /// <summary>Counts the rows without making them.</summary>
    public Func<int> CountRows { get; init; } = () => 0;

    /// <summary>Text instead of JSON, or null.</summary>
    public string? Text { get; init; }

    /// <summary>Name of the file that the answer is, or null.</summary>
    public string? FileName { get; init; }

    /// <summary>Seconds of <c>Retry-After</c>, or null.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Code of the error, or null.</summary>
    public int? ErrorCode { get; init; }

    public static IwsAnswer Of(JsonNode value) => new() { Value = value };
}
