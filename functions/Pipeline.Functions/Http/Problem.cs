using System.Text.Json.Serialization;
using Pipeline.Core.Issues;

namespace Pipeline.Functions.Http;

/// <summary>An error answer: problem details of RFC 9457 with a stable code.</summary>
/// <remarks>What does not apply is left out: RFC 9457 section 3.1 knows no null.</remarks>
public sealed record Problem
{
    /// <summary>Page that explains the code, relative to the app, for example <c>/errors/FLOW_PAUSED</c>; <c>about:blank</c> for a partner's own code.</summary>
    public string Type => IssueCatalog.PathOf(Code) ?? "about:blank";

    /// <summary>The HTTP status in words.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What is wrong and what was expected, in a sentence.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Detail { get; init; }

    /// <summary>Stable code, for example <c>FLOW_PAUSED</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Path of the thing that is in the way, for example the order that has a number already; or absent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Instance { get; init; }

    /// <summary>When the same may be asked for again, UTC, or absent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>What is wrong with single members of the request, or absent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ProblemField>? Errors { get; init; }
}

/// <summary>What is wrong with one member of a request.</summary>
/// <param name="Field">Name of the member, or a JSON pointer to it (RFC 6901) where members lie within each other.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Text">The offending text, shortened; null when something is missing or the text is not told.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record ProblemField(string Field, string Code, string Message, string? Text, string? Remedy)
{
    internal static ProblemField Of(Issue issue) => new(issue.Where ?? string.Empty, issue.Code, issue.Cause, issue.Text, issue.Remedy);
}
