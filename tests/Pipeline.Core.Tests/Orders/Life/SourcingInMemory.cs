using Pipeline.Core.Currencies;
using Pipeline.Core.Orders.Sourcing;

namespace Pipeline.Core.Tests.Orders.Life;

/// <summary>Rules, stops, promises and rates, with versions where the real ones have them.</summary>
internal sealed class SourcingInMemory(Cuts cuts) : ISourcingStore, IPromiseStore, ICurrencyStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (IReadOnlyList<Promise> Promises, int Version)> promises = [];

    public SourcingRules Rules { get; set; } = new();

    public Dictionary<string, DistributorStop> Stops { get; } = [];

    public CurrencySheet? Sheet { get; set; }

    /// <summary>Waits before each promise, for races.</summary>
    public Func<Task> BeforePromise { get; set; } = static () => Task.CompletedTask;

    /// <summary>All that was promised of an article, whether it still counts or not.</summary>
    public IReadOnlyList<Promise> Of(string distributor, string sku) => promises.GetValueOrDefault($"{distributor}/{sku}").Promises ?? [];

    /// <summary>Somebody else writes the promises of an article, and changes none.</summary>
    public void Overtake(string distributor, string sku)
    {
        lock (gate)
        {
            (IReadOnlyList<Promise> made, int version) = promises[$"{distributor}/{sku}"];
            promises[$"{distributor}/{sku}"] = (made, version + 1);
        }
    }

    public void Put(string distributor, string sku, params Promise[] made) => promises[$"{distributor}/{sku}"] = (made, 1);

    public Task<StoredRules> FindRulesAsync(CancellationToken cancellationToken) => Task.FromResult(new StoredRules(Rules, "1"));

    public Task<StoredRules?> TryPutRulesAsync(SourcingRules rules, string version, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyDictionary<string, DistributorStop>> ListStopsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, DistributorStop>>(Stops);

    public Task StopAsync(DistributorStop stop, CancellationToken cancellationToken) => cuts.AroundAsync(() =>
    {
        _ = Stops.TryAdd(stop.Distributor, stop);
        return Task.FromResult(true);
    });

    public Task ResumeAsync(string distributor, CancellationToken cancellationToken)
    {
        _ = Stops.Remove(distributor);
        return Task.CompletedTask;
    }

    public Task<StoredPromises> FindAsync(string distributor, string sku, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(promises.TryGetValue($"{distributor}/{sku}", out var row)
                ? new StoredPromises(row.Promises, $"{row.Version}")
                : new StoredPromises([], null));
        }
    }

    public IAsyncEnumerable<(string Sku, StoredPromises Stored)> ListAsync(string distributor, CancellationToken cancellationToken) =>
        promises.Where(row => row.Key.StartsWith($"{distributor}/", StringComparison.Ordinal))
            .Select(row => (row.Key[(distributor.Length + 1)..], new StoredPromises(row.Value.Promises, $"{row.Value.Version}"))).ToAsyncEnumerable();

    public Task<bool> TryReplaceAsync(
        string distributor, string sku, StoredPromises before, IReadOnlyList<Promise> after, CancellationToken cancellationToken) =>
        cuts.AroundAsync(async () =>
        {
            await BeforePromise();
            lock (gate)
            {
                string key = $"{distributor}/{sku}";
                int version = promises.TryGetValue(key, out var row) ? row.Version : 0;
                if (before.Version != (version == 0 ? null : $"{version}"))
                {
                    return false;
                }

                promises[key] = (after, version + 1);
                return true;
            }
        });

    public Task<CurrencySheet?> FindRatesAsync(CancellationToken cancellationToken) => Task.FromResult(Sheet);

    public Task PutRatesAsync(CurrencySheet sheet, CancellationToken cancellationToken) => Task.FromResult(Sheet = sheet);
}
