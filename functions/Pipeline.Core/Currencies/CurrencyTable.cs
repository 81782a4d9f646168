using Pipeline.Core.Catalog;
using Pipeline.Core.Issues;

namespace Pipeline.Core.Currencies;

/// <summary>The rates that are known, the newest of each currency. Pure.</summary>
/// <param name="terms">What the settings say.</param>
/// <param name="sheet">The last file of rates, or null.</param>
/// <param name="now">The time, UTC.</param>
public sealed class CurrencyTable(CurrencyTerms terms, CurrencySheet? sheet, DateTimeOffset now)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>The currency in which prices are compared.</summary>
    public string Base => terms.Base;

    /// <summary>The rates by currency; of two from one day the file's.</summary>
    public IReadOnlyList<CurrencyRate> Rates { get; } =
    [
        .. (sheet?.For(terms.Base) ?? []).Concat(terms.Rates).Where(rate => rate.Currency != terms.Base)
            .GroupBy(static rate => rate.Currency, StringComparer.Ordinal).Select(static rates => rates.MaxBy(static rate => rate.Date)!)
            .OrderBy(static rate => rate.Currency, StringComparer.Ordinal),
    ];

    /// <summary>Whether a rate is too old to compare prices by, or of a day to come.</summary>
    public bool IsStale(CurrencyRate rate)
    {
        TimeSpan age = now - new DateTimeOffset(rate.Date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return age > terms.MaxAge || age <= -Day;
    }

    /// <summary>An amount in the base, unrounded.</summary>
    /// <param name="amount">In any currency.</param>
    /// <param name="problem"><c>RATE_MISSING</c> or <c>RATE_STALE</c> when there is no fresh rate; else null.</param>
    /// <returns>The amount; 0 when there is a problem.</returns>
    public decimal ToBase(Money amount, out Issue? problem)
    {
        problem = null;
        if (amount.Currency == Base)
        {
            return amount.Amount;
        }

        if (Rates.FirstOrDefault(rate => rate.Currency == amount.Currency) is not { } rate)
        {
            problem = new Issue(IssueCodes.RateMissing, null, amount.Currency);
            return 0;
        }

        if (IsStale(rate))
        {
            problem = new Issue(IssueCodes.RateStale, null, amount.Currency).With("date", rate.Date.ToString("O", null));
            return 0;
        }

        return amount.Amount / rate.Rate;
    }

    /// <summary>An amount in another currency, unrounded; without any rate where it is in that one already.</summary>
    /// <param name="amount">In any currency.</param>
    /// <param name="currency">The other one.</param>
    /// <param name="problem"><c>RATE_MISSING</c> or <c>RATE_STALE</c> when there is no fresh rate; else null.</param>
    /// <returns>The amount; 0 when there is a problem.</returns>
    public decimal Convert(Money amount, string currency, out Issue? problem)
    {
        problem = null;
        if (amount.Currency == currency)
        {
            return amount.Amount;
        }

        decimal inBase = ToBase(amount, out problem);
        decimal unit = problem is null ? ToBase(new Money(1, currency), out problem) : 0;
        return problem is null ? inBase / unit : 0;
    }
}
