namespace Pipeline.Core.Feeds;

/// <summary>The layout of one file as data: how to find rows, columns and values in it.</summary>
/// <remarks>
/// An embedded JSON document per known layout, overridden by <c>config/{distributor}/{name}.json</c> in Blob storage.
/// Source of the layouts: ingram-micro.md §5.
/// </remarks>
public sealed record FeedProfile
{
    /// <summary>Name, for example <c>nl-price</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of file the layout is for.</summary>
    public required FeedKind Feed { get; init; }

    /// <summary>Limits beyond which a readable file waits for a person.</summary>
    public FeedGuards Guards { get; init; } = new();

    /// <summary>Whether available stock includes the central warehouse; local stock alone otherwise.</summary>
    public bool IncludeCentral { get; init; }

    /// <summary>Whether the file lists every article, so that a missing one counts as absent.</summary>
    public bool Full { get; init; } = true;
}
