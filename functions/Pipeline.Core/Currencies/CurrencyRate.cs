namespace Pipeline.Core.Currencies;

/// <summary>What one unit of the base costs in a currency on a day.</summary>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Rate">Units of the currency for one of the base, above 0.</param>
/// <param name="Date">The day of which it is.</param>
/// <param name="Source"><see cref="FromSettings"/> or <see cref="FromFeed"/>.</param>
public sealed record CurrencyRate(string Currency, decimal Rate, DateOnly Date, string Source)
{
    /// <summary>Source of a rate that stands in the settings.</summary>
    public const string FromSettings = "settings";

    /// <summary>Source of a rate that a file brought.</summary>
    public const string FromFeed = "feed";
}
