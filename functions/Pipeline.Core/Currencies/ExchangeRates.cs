namespace Pipeline.Core.Currencies;

/// <summary>Exchange rates: those of the settings and those of the last file.</summary>
public sealed class ExchangeRates(CurrencyTerms terms, ICurrencyStore store, TimeProvider clock)
{
    /// <summary>Age above which a rate is stale.</summary>
    public TimeSpan MaxAge => terms.MaxAge;

    /// <summary>The rates as they are now.</summary>
    public async Task<CurrencyTable> ReadAsync(CancellationToken cancellationToken) =>
        new(terms, await store.FindRatesAsync(cancellationToken), clock.GetUtcNow());
}
