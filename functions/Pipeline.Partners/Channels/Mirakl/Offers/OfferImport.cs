namespace Pipeline.Partners.Channels.Mirakl.Offers;

/// <summary>How an import of offers, stock or prices stands.</summary>
/// <param name="ImportId">Its id.</param>
/// <param name="Status">Its state, in the service's word.</param>
internal sealed record OfferImport(string ImportId, string? Status)
{
    public DateTimeOffset? DateCreated { get; init; }

    public string? Mode { get; init; }

    public int LinesRead { get; init; }

    public int LinesInSuccess { get; init; }

    public int LinesInError { get; init; }

    public int LinesInPending { get; init; }

    public int OfferInserted { get; init; }

    public int OfferUpdated { get; init; }

    public int OfferDeleted { get; init; }

    public bool HasErrorReport { get; init; }

    /// <summary>Why it failed as a whole, or null.</summary>
    public string? ReasonStatus { get; init; }

    /// <summary>By what way it came: <c>API</c>, <c>FRONT</c>, <c>FTP</c>, ...; or null.</summary>
    public string? Origin { get; init; }

    /// <summary>Whether nothing more will happen to it. A state that is not known is not final.</summary>
    public bool IsFinal => Status is "COMPLETE" or "FAILED";
}
