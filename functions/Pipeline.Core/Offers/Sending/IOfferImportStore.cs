using Pipeline.Core.Channels.Offers;

namespace Pipeline.Core.Offers.Sending;

/// <summary>Keeps imports of offers with their files and reports.</summary>
public interface IOfferImportStore
{
    /// <summary>Stores an import with its file and its offers, the record last. May be repeated.</summary>
    Task AddAsync(OfferImport import, OfferFile file, IReadOnlyList<Offer> offers, CancellationToken cancellationToken);

    /// <summary>Reads one; null when unknown.</summary>
    Task<OfferImport?> FindAsync(string store, string id, CancellationToken cancellationToken);

    /// <summary>
    /// Changes one: reads it, applies <paramref name="change"/>, writes it under its ETag and starts over on a conflict. Returning
    /// the same instance writes nothing.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no such import.</exception>
    Task<OfferImport> UpdateAsync(string store, string id, Func<OfferImport, OfferImport> change, CancellationToken cancellationToken);

    /// <summary>The open imports of a store, the oldest first.</summary>
    Task<IReadOnlyList<OfferImport>> ListOpenAsync(string store, CancellationToken cancellationToken);

    /// <summary>Imports of a store, the latest first.</summary>
    /// <exception cref="FormatException">The cursor is not one of ours.</exception>
    Task<Page<OfferImport>> ListAsync(string store, int limit, string? cursor, CancellationToken cancellationToken);

    /// <summary>The file of an import as it was sent.</summary>
    Task<OfferFile> ReadFileAsync(OfferImport import, CancellationToken cancellationToken);

    /// <summary>The offers of an import.</summary>
    Task<IReadOnlyList<Offer>> ReadOffersAsync(OfferImport import, CancellationToken cancellationToken);

    /// <summary>Keeps a report as it was received. May be repeated.</summary>
    Task KeepReportAsync(OfferImport import, OfferImportReport report, CancellationToken cancellationToken);

    /// <summary>A report that is kept; null when there is none of that name.</summary>
    Task<OfferImportReport?> FindReportAsync(OfferImport import, string code, CancellationToken cancellationToken);
}
