namespace Pipeline.Ops.Views;

/// <summary>The checks behind a decision, in the order in which the code makes them.</summary>
/// <param name="Headline">The first check that failed, in a sentence; or that all passed.</param>
/// <param name="Checks">All of them.</param>
public sealed record WhyPanelModel(string Headline, IReadOnlyList<WhyCheck> Checks);

/// <summary>One check.</summary>
/// <param name="Passed">Whether it passed; null when it was not reached.</param>
/// <param name="Text">What is asked.</param>
/// <param name="Value">What was found, or null.</param>
/// <param name="Limit">What is allowed, or null.</param>
public sealed record WhyCheck(bool? Passed, string Text, string? Value, string? Limit)
{
    /// <summary>Where the value comes from, or null.</summary>
    public string? Source { get; init; }

    /// <summary>Address of the source, or null.</summary>
    public string? Address { get; init; }

    /// <summary>Since when it is so, UTC, or null.</summary>
    public DateTimeOffset? Since { get; init; }
}
