using Pipeline.Core.Currencies;

namespace Pipeline.Functions.Sourcing;

/// <summary>The exchange rates as answers show them.</summary>
/// <param name="Base">The currency in which prices are compared.</param>
/// <param name="MaxAgeHours">Age above which a rate is stale, from the beginning of its day.</param>
/// <param name="Items">The rates by currency; without the base, which is 1.</param>
public sealed record CurrencyView(string Base, int MaxAgeHours, IReadOnlyList<CurrencyViewRate> Items)
{
    internal static CurrencyView Of(CurrencyTable table, TimeSpan maxAge) => new(
        table.Base, (int)maxAge.TotalHours,
        [.. table.Rates.Select(rate => new CurrencyViewRate(rate.Currency, rate.Rate, rate.Date, rate.Source, table.IsStale(rate)))]);
}

/// <summary>One rate.</summary>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Rate">Units of the currency for one of the base.</param>
/// <param name="Date">The day of which it is.</param>
/// <param name="Source">settings or feed.</param>
/// <param name="IsStale">Whether prices in it are not compared any more.</param>
public sealed record CurrencyViewRate(string Currency, decimal Rate, DateOnly Date, string Source, bool IsStale);
