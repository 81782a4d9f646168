using System.Text.Json.Nodes;

namespace Pipeline.Simulators.Mirakl.Calls;

/// <summary>An answer before it is written: JSON, or bytes, or neither.</summary>
internal sealed record ApiAnswer
{
    public int Status { get; init; } = StatusCodes.Status200OK;

    public JsonNode? Json { get; init; }

    public byte[]? Bytes { get; init; }

    public string ContentType { get; init; } = "application/json";

    public string? Location { get; init; }

    public string? Link { get; init; }

    public string? RetryAfter { get; init; }

    /// <summary>Whether the bytes are a report, which faults may cut.</summary>
    public bool IsReport { get; init; }

    public static ApiAnswer NoContent { get; } = new() { Status = StatusCodes.Status204NoContent };

    public static ApiAnswer Of(JsonNode json) => new() { Json = json };

    /// <summary>201 with the address of the state.</summary>
    public static ApiAnswer Created(JsonNode json, string? location = null) =>
        new() { Status = StatusCodes.Status201Created, Json = json, Location = location };

    public static ApiAnswer Report(byte[] bytes, string contentType = "application/octet-stream") =>
        new() { Bytes = bytes, ContentType = contentType, IsReport = true };
}
