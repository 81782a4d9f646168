namespace Pipeline.Functions.Http;

/// <summary>What is wrong with one member of a request.</summary>
/// <param name="Field">Name of the member, or a JSON pointer to it (RFC 6901) where members lie within each other.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Message">What is wrong and what was expected.</param>
public sealed record ProblemField(string Field, string Code, string Message)
{
    /// <summary>The offending text, shortened; null when something is missing or the text is not told.</summary>
    public string? Text { get; init; }

    /// <summary>What to do about it, or null when the message says so.</summary>
    public string? Remedy { get; init; }
}
