namespace Pipeline.Core.Channels.Offers;

/// <summary>Where prices and stock of a store go: files that the channel takes in by and by.</summary>
/// <remarks>
/// Every call may be repeated. Faults of calls are exceptions that say what operators need (<see cref="Core.Errors.ICodedFault"/>); a
/// channel keeps its own limits of calls by waiting.
/// </remarks>
public interface IOfferTarget
{
    /// <summary>How often and how much may be sent.</summary>
    OfferImportTerms Terms { get; }

    /// <summary>What the channel takes at this time, from reference data that it may keep for a day.</summary>
    Task<IOfferFormat> ReadFormatAsync(CancellationToken cancellationToken);

    /// <summary>Which of some products the channel has, so that offers on them do not wait in vain.</summary>
    /// <returns>Those it has; all of them where it does not say.</returns>
    Task<IReadOnlySet<ProductReference>> FindProductsAsync(IReadOnlyCollection<ProductReference> products, CancellationToken cancellationToken);

    /// <summary>Sends a file. The same bytes again do no harm: they set the same values, or the channel says that it is at work on them.</summary>
    Task<OfferImportReceipt> SendAsync(OfferFile file, CancellationToken cancellationToken);

    /// <summary>The imports of offers that the store has had since an instant, whoever sent them, the oldest first.</summary>
    Task<IReadOnlyList<OfferImportStatus>> ListImportsAsync(DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>How an import stands; null when the channel knows it no more.</summary>
    Task<OfferImportStatus?> AskAsync(string importId, CancellationToken cancellationToken);

    /// <summary>The lines of an import that were refused; null when there is no report of it.</summary>
    Task<OfferImportReport?> ReadReportAsync(string importId, CancellationToken cancellationToken);

    /// <summary>Every offer that the store has there, page by page.</summary>
    IAsyncEnumerable<ConfirmedOffer> ReadOffersAsync(CancellationToken cancellationToken);
}

/// <summary>How often and how much may be sent to a channel.</summary>
/// <param name="Pause">Shortest time between the starts of two imports of a store.</param>
/// <param name="MostLines">Most offers of one import.</param>
public sealed record OfferImportTerms(TimeSpan Pause, int MostLines)
{
    /// <summary>When an import is asked about first, after it was sent.</summary>
    public TimeSpan FirstLook { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long to wait between two looks at it.</summary>
    public TimeSpan NextLook { get; init; } = TimeSpan.FromSeconds(120);
}
