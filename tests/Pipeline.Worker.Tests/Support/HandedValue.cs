namespace Pipeline.Worker.Tests.Support;

/// <summary>The value a function must be given: a text, bytes or JSON.</summary>
public sealed record HandedValue(
    string Kind,
    string? Text,
    string? Base64,
    string? Json,
    IReadOnlyDictionary<string, HandedValue>? Others,
    HandedValue? HttpBody);
