using Pipeline.Core.Currencies;

namespace Pipeline.Core.Orders.Sourcing;

/// <summary>What decides between distributors: rules, exchange rates, age of data, and who takes no orders from us.</summary>
/// <param name="store">Keeps rules and stops.</param>
/// <param name="rates">The exchange rates.</param>
/// <param name="maxAge">Age of prices or stock above which an offer does not count.</param>
public sealed class SourcingPolicy(ISourcingStore store, ExchangeRates rates, TimeSpan maxAge)
{
    /// <summary>Age of prices or stock above which an offer does not count.</summary>
    public TimeSpan MaxAge => maxAge;

    /// <summary>What holds now.</summary>
    /// <param name="hasChoice">Whether distributors are to be chosen between; else rules and rates are not asked for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task<SourcingTerms> ReadAsync(bool hasChoice, CancellationToken cancellationToken) => new(
        hasChoice ? (await store.FindRulesAsync(cancellationToken)).Rules : new SourcingRules(),
        hasChoice ? await rates.ReadAsync(cancellationToken) : null,
        await store.ListStopsAsync(cancellationToken));
}

/// <summary>What holds while one order is sourced.</summary>
/// <param name="Rules">The rules.</param>
/// <param name="Rates">The exchange rates; null when there is nothing to choose between.</param>
/// <param name="Stops">Distributors that take no orders from us.</param>
internal sealed record SourcingTerms(SourcingRules Rules, CurrencyTable? Rates, IReadOnlyDictionary<string, DistributorStop> Stops);
