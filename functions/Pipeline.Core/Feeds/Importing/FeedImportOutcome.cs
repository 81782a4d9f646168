namespace Pipeline.Core.Feeds.Importing;

/// <summary>What became of a request to import a file.</summary>
public enum FeedImportOutcome
{
    /// <summary>The name is not one of a feed's files; nothing was done.</summary>
    NotAFeedFile,

    /// <summary>The file is gone from the landing container; nothing was done.</summary>
    Missing,

    /// <summary>Another worker is applying files of the feed; the sweep will ask again.</summary>
    Busy,

    /// <summary>The file is settled: accepted, unchanged, held, refused or rejected.</summary>
    Settled,
}
