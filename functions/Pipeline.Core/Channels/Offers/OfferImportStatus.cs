namespace Pipeline.Core.Channels.Offers;

/// <summary>What the channel says of an import.</summary>
/// <param name="ImportId">Its id there.</param>
/// <param name="State">How far it is.</param>
public sealed record OfferImportStatus(string ImportId, OfferImportState State)
{
    /// <summary>When it was made there, UTC, or null.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Lines read.</summary>
    public int Read { get; init; }

    /// <summary>Lines taken.</summary>
    public int Succeeded { get; init; }

    /// <summary>Lines refused.</summary>
    public int Failed { get; init; }

    /// <summary>Offers that are new.</summary>
    public int Inserted { get; init; }

    /// <summary>Offers that were changed.</summary>
    public int Updated { get; init; }

    /// <summary>Offers that were deleted.</summary>
    public int Deleted { get; init; }

    /// <summary>Whether there is a report of refused lines.</summary>
    public bool HasReport { get; init; }

    /// <summary>Why it failed as a whole, in the channel's words, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>By what way it came there, in the channel's word, or null; it tells ours from those of others.</summary>
    public string? Origin { get; init; }
}

/// <summary>How far an import is; a word that the channel has newly made up counts as at work.</summary>
public enum OfferImportState
{
    /// <summary>Not begun.</summary>
    Waiting,

    /// <summary>At work.</summary>
    Running,

    /// <summary>Done; lines may have been refused.</summary>
    Complete,

    /// <summary>Refused as a whole; nothing was applied.</summary>
    Failed,
}

/// <summary>What the channel answered to a file.</summary>
/// <param name="ImportId">Id of the import there; one that is known already says that it is at work on the same file.</param>
/// <param name="ExchangeId">The recorded exchange, or null.</param>
public sealed record OfferImportReceipt(string ImportId, string? ExchangeId);
