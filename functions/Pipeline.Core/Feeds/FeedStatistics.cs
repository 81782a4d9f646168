namespace Pipeline.Core.Feeds;

/// <summary>What is kept of an accepted file to judge and count the next one.</summary>
public sealed record FeedStatistics
{
    /// <summary>Rows, header and blank lines not counted.</summary>
    public long Rows { get; init; }

    /// <summary>Articles (or categories) among them.</summary>
    public long Articles { get; init; }

    /// <summary>Rows folded into another row of their article.</summary>
    public long Folded { get; init; }

    /// <summary>Rows excluded by the profile.</summary>
    public long Excluded { get; init; }

    /// <summary>Rows dropped with an error.</summary>
    public long Failed { get; init; }

    /// <summary>Articles without stock, local and central.</summary>
    public long ZeroStock { get; init; }
}
