using Pipeline.Core.Feeds;
using Pipeline.Core.Issues;
using Pipeline.Ops.Charts;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Feeds;

/// <summary>One feed.</summary>
/// <param name="Row">What lists say of it too.</param>
/// <param name="FlowCode">The flow that fetches it.</param>
/// <param name="Record">Where it stands.</param>
public sealed record FeedModel(FeedRow Row, string FlowCode, FeedRecord Record)
{
    /// <summary>Why nothing new reaches the catalogue before a person has looked; null when something does.</summary>
    public string? Trouble { get; init; }

    /// <summary>Where it is fetched, without credentials; null when that is not an address.</summary>
    public string? Source { get; init; }

    /// <summary>The layout that it is read with.</summary>
    public required string Profile { get; init; }

    /// <summary>The partner's rest after a complete read, or null.</summary>
    public TimeSpan? Cadence { get; init; }

    /// <summary>When the partner may be asked again, UTC; null for now.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Its landed files, youngest first.</summary>
    public required Panel<IReadOnlyList<FeedFile>> Files { get; init; }

    /// <summary>Where the next files begin, or null.</summary>
    public string? Next { get; init; }

    /// <summary>Where these begin, or null.</summary>
    public string? Cursor { get; init; }

    /// <summary>What was found in the accepted file, by code.</summary>
    public required Panel<FeedFindings> Findings { get; init; }

    /// <summary>Whether there is an earlier file to go back to.</summary>
    public bool CanRollBack { get; init; }

    /// <summary>Whether its files came when they should.</summary>
    public Punctuality? Chart { get; init; }
}

/// <summary>What was found in a file.</summary>
/// <param name="Run">The run that read it; null when it is not known any more.</param>
/// <param name="HasReport">Whether its report is kept.</param>
/// <param name="Codes">What was found, the most frequent first.</param>
/// <param name="IsCut">Whether the report is longer than what was looked at.</param>
public sealed record FeedFindings(string? Run, bool HasReport, IReadOnlyList<FoundCode> Codes, bool IsCut);

/// <summary>How often one thing was found.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Severity">How grave.</param>
/// <param name="Count">How often.</param>
/// <param name="First">The first of them.</param>
public sealed record FoundCode(string Code, string Severity, long Count, Issue First);
