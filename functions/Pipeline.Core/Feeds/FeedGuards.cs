namespace Pipeline.Core.Feeds;

/// <summary>Limits on a whole file. Shares are fractions from 0 to 1; null switches a guard off.</summary>
public sealed record FeedGuards
{
    /// <summary>Smallest number of rows relative to the last accepted file; below it the file is held.</summary>
    public double? MinRowsFraction { get; init; } = 0.7;

    /// <summary>Largest share of the last file's articles that may be gone; above it the file is held.</summary>
    public double? MaxRemovedFraction { get; init; } = 0.3;

    /// <summary>Largest share of articles without any stock; above it, if the last file was below, the file is held.</summary>
    public double? MaxZeroStockFraction { get; init; } = 0.9;

    /// <summary>Largest share of rows with an error; above it the file is refused.</summary>
    public double? MaxErrorFraction { get; init; } = 0.05;

    /// <summary>Oldest file worth applying, in hours before it is read; an older one is held.</summary>
    public double? MaxAgeHours { get; init; } = 168;

    /// <summary>Rows that the last accepted file must have for the ratio guards to mean anything.</summary>
    public int MinRowsForRatios { get; init; } = 100;
}
