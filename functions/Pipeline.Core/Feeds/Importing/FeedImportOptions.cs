namespace Pipeline.Core.Feeds.Importing;

/// <summary>Settings of the import.</summary>
public sealed record FeedImportOptions
{
    /// <summary>Folder for temporary files; each run makes its own below it and removes it.</summary>
    public required string WorkFolder { get; init; }

    /// <summary>Buckets written at the same time, 1 or more.</summary>
    public int Writers { get; init; } = 8;
}
