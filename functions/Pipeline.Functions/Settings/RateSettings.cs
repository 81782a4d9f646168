using System.Globalization;
using Pipeline.Partners.Settings.Rules;

namespace Pipeline.Functions.Settings;

/// <summary>One exchange rate: <c>Currencies__Rates__{code}__*</c>.</summary>
public sealed class RateSettings
{
    /// <summary>Units of the currency for one of the base, with a point.</summary>
    public string? Rate { get; set; }

    /// <summary>The day of which it is, <c>yyyy-MM-dd</c>.</summary>
    public string? Date { get; set; }

    /// <summary>Whether nothing is set.</summary>
    public bool IsEmpty => Rate.Given() is null && Date.Given() is null;

    /// <summary>The rate; null when it is none.</summary>
    public decimal? Number => decimal.TryParse(Rate.Given(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal rate) && rate > 0 ? rate : null;

    /// <summary>The day; null when it is none.</summary>
    public DateOnly? Day => DateOnly.TryParseExact(Date.Given(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;
}
