using Pipeline.Core.Channels.Offers;
using Pipeline.Core.Offers.Listings;
using Pipeline.Core.Offers.Sending;
using Pipeline.Core.Tests.Orders.Life;

namespace Pipeline.Core.Tests.Offers;

/// <summary>Listings and imports of one store, whose writes the process may not survive.</summary>
internal sealed class StoreInMemory(Cuts cuts) : IListingStore, IOfferImportStore, IOfferStepQueue
{
    private readonly Dictionary<int, ListingBucket> buckets = [];
    private readonly Dictionary<string, (OfferImport Import, OfferFile File, IReadOnlyList<Offer> Offers)> imports = [];
    private readonly Dictionary<string, OfferImportReport> reports = [];

    public IEnumerable<Listing> Listings => buckets.Values.SelectMany(static bucket => bucket.Listings.Values);

    public IEnumerable<OfferImport> Imports => imports.Values.Select(static one => one.Import);

    public void Put(Listing listing)
    {
        int number = Listing.BucketOf(listing.Gtin);
        buckets[number] = buckets.GetValueOrDefault(number, ListingBucket.Empty(number)).With([listing]);
    }

    public Task<ListingBucket> FindAsync(string store, int bucket, CancellationToken cancellationToken) =>
        Task.FromResult(buckets.GetValueOrDefault(bucket, ListingBucket.Empty(bucket)));

    public Task<ListingBucket> UpdateAsync(string store, ListingBucket known, Func<ListingBucket, ListingBucket> change, CancellationToken cancellationToken) =>
        UpdateAsync(store, known.Number, change, cancellationToken);

    public Task<ListingBucket> UpdateAsync(string store, int bucket, Func<ListingBucket, ListingBucket> change, CancellationToken cancellationToken)
    {
        lock (buckets)
        {
            ListingBucket before = buckets.GetValueOrDefault(bucket, ListingBucket.Empty(bucket));
            ListingBucket after = change(before);
            return ReferenceEquals(before, after) ? Task.FromResult(after) : cuts.AroundAsync(() => Task.FromResult(buckets[bucket] = after));
        }
    }

    public Task<IReadOnlyDictionary<int, ListingCounts>> CountAsync(string store, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<int, ListingCounts>>(buckets.ToDictionary(static bucket => bucket.Key, static bucket => bucket.Value.Count()));

    public Task<IReadOnlyDictionary<string, string>> BindAsync(string store, IReadOnlyDictionary<string, string> gtinBySku, CancellationToken cancellationToken) =>
        Task.FromResult(gtinBySku);

    public Task<IReadOnlyDictionary<string, string>> FindBoundAsync(string store, IReadOnlyCollection<string> skus, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(skus.ToDictionary(static sku => sku));

    public Task AddAsync(OfferImport import, OfferFile file, IReadOnlyList<Offer> offers, CancellationToken cancellationToken) => cuts.AroundAsync(() =>
    {
        imports[import.Id] = (import, file, offers);
        return Task.FromResult(true);
    });

    public Task<OfferImport?> FindAsync(string store, string id, CancellationToken cancellationToken) =>
        Task.FromResult(imports.TryGetValue(id, out var found) ? found.Import : null);

    public Task<OfferImport> UpdateAsync(string store, string id, Func<OfferImport, OfferImport> change, CancellationToken cancellationToken) => cuts.AroundAsync(() =>
    {
        (OfferImport import, OfferFile file, IReadOnlyList<Offer> offers) = imports[id];
        imports[id] = (change(import), file, offers);
        return Task.FromResult(imports[id].Import);
    });

    public Task<IReadOnlyList<OfferImport>> ListOpenAsync(string store, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<OfferImport>>([.. Imports.Where(static one => one.IsOpen).OrderBy(static one => one.CreatedAt)]);

    public Task<Page<OfferImport>> ListAsync(string store, int limit, string? cursor, CancellationToken cancellationToken) =>
        Task.FromResult(new Page<OfferImport>([.. Imports], null));

    public Task<OfferFile> ReadFileAsync(OfferImport import, CancellationToken cancellationToken) => Task.FromResult(imports[import.Id].File);

    public Task<IReadOnlyList<Offer>> ReadOffersAsync(OfferImport import, CancellationToken cancellationToken) => Task.FromResult(imports[import.Id].Offers);

    public Task KeepReportAsync(OfferImport import, OfferImportReport report, CancellationToken cancellationToken) => cuts.AroundAsync(() =>
    {
        reports[$"{import.Id}/{report.Code}"] = report;
        return Task.FromResult(true);
    });

    public Task<OfferImportReport?> FindReportAsync(OfferImport import, string code, CancellationToken cancellationToken) =>
        Task.FromResult(reports.GetValueOrDefault($"{import.Id}/{code}"));

    public Task SendAsync(OfferStep step, TimeSpan delay, CancellationToken cancellationToken) => cuts.AroundAsync(static () => Task.FromResult(true));
}
