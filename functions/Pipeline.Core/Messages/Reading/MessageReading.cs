using Pipeline.Core.Issues;

namespace Pipeline.Core.Messages.Reading;

/// <summary>What a body turned out to be.</summary>
public sealed record MessageReading
{
    /// <summary>What it is.</summary>
    public required ReadingOutcome Outcome { get; init; }

    /// <summary>The messages of the body: one, or one per order when a status names several; empty when it could not be read.</summary>
    public IReadOnlyList<OrderMessage> Messages { get; init; } = [];

    /// <summary>Local name of the element that tells the kind, or null when the body is not well formed.</summary>
    public string? Root { get; init; }

    /// <summary>Why it is not well formed, or null.</summary>
    public Issue? Fault { get; init; }

    /// <summary>Fields that are missing, unreadable or unexpected, by path; warnings when there are messages.</summary>
    public IReadOnlyList<Issue> Findings { get; init; } = [];
}

/// <summary>What the endpoint and the queue do with a body.</summary>
public enum ReadingOutcome
{
    /// <summary>One of the known messages.</summary>
    Message,

    /// <summary>Well-formed, of a kind the profile does not know: kept, answered with 200, our alarm.</summary>
    UnknownRoot,

    /// <summary>Of a known kind, but a field without which it means nothing is missing: kept, answered with 200, our alarm.</summary>
    Incomplete,

    /// <summary>Not well formed, with a DTD, or beyond a limit: quarantined, answered with 400 (too large: 413).</summary>
    NotWellFormed,
}
