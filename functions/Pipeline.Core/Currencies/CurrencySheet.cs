namespace Pipeline.Core.Currencies;

/// <summary>The rates of one file, as the file has them.</summary>
/// <param name="Base">ISO 4217 code of the currency that the rates are for one unit of.</param>
/// <param name="Date">The day of which they are.</param>
/// <param name="Rates">Units by currency, without the base itself.</param>
public sealed record CurrencySheet(string Base, DateOnly Date, IReadOnlyDictionary<string, decimal> Rates)
{
    /// <summary>The same rates for one unit of another currency; none when the sheet does not know it.</summary>
    public IEnumerable<CurrencyRate> For(string currency)
    {
        decimal unit = currency == Base ? 1 : Rates.GetValueOrDefault(currency);
        return unit <= 0
            ? []
            : Rates.Append(new KeyValuePair<string, decimal>(Base, 1)).Where(rate => rate.Key != currency)
                .Select(rate => new CurrencyRate(rate.Key, rate.Value / unit, Date, CurrencyRate.FromFeed));
    }

    /// <summary>Whether another sheet says the same.</summary>
    public bool IsLike(CurrencySheet other) => (Base, Date, Rates.Count) == (other.Base, other.Date, other.Rates.Count)
        && Rates.All(rate => other.Rates.GetValueOrDefault(rate.Key) == rate.Value);
}
