namespace Pipeline.Core.Feeds;

/// <summary>What became of a landed file.</summary>
public enum FeedFileStatus
{
    /// <summary>Landed; it waits or is being read.</summary>
    Landed,

    /// <summary>Readable but suspicious: waits for a person.</summary>
    Held,

    /// <summary>A person let a held file pass; it is applied next.</summary>
    Approved,

    /// <summary>Applied: the catalogue says what it says.</summary>
    Accepted,

    /// <summary>Same content as the file that is applied; nothing was written.</summary>
    Unchanged,

    /// <summary>Unreadable, or older than the one applied; nothing was written.</summary>
    Refused,

    /// <summary>A person refused a held file.</summary>
    Rejected,
}
