using System.Globalization;
using Pipeline.Core.Catalog;
using Pipeline.Core.Currencies;
using Pipeline.Core.Issues;

namespace Pipeline.Core.Tests.Currencies;

public sealed class CurrencyTableTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("EUR", "10.83")]
    [InlineData("USD", "10")]
    public void An_amount_is_divided_by_the_units_for_one_of_the_base(string currency, string expected)
    {
        CurrencyTable table = Table([Rate("USD", 1.083m, "2026-03-10")], null);

        decimal amount = table.ToBase(new Money(10.83m, currency), out Issue? problem);

        Assert.Equal((decimal.Parse(expected, CultureInfo.InvariantCulture), null), (amount, problem));
    }

    [Theory]
    [InlineData("2026-03-10", null)]
    [InlineData("2026-03-06", "RATE_STALE")] // 108 hours
    [InlineData("2026-03-07", null)]
    [InlineData("2026-03-11", null)] // a day ahead in another zone
    [InlineData("2026-03-12", "RATE_STALE")]
    public void A_rate_counts_for_ninety_six_hours(string date, string? expected)
    {
        _ = Table([Rate("USD", 1.083m, date)], null).ToBase(new Money(1, "USD"), out Issue? problem);

        Assert.Equal(expected, problem?.Code);
    }

    [Theory]
    [InlineData("USD", "USD", "12", null)]
    [InlineData("EUR", "USD", "15", null)]
    [InlineData("USD", "GBP", "7.68", null)]
    [InlineData("USD", "CHF", "0", "RATE_MISSING")]
    [InlineData("CHF", "USD", "0", "RATE_MISSING")]
    public void An_amount_goes_over_the_base_into_another_currency(string from, string to, string expected, string? problem)
    {
        CurrencyTable table = Table([Rate("USD", 1.25m, "2026-03-10"), Rate("GBP", 0.8m, "2026-03-10")], null);

        decimal amount = table.Convert(new Money(12, from), to, out Issue? found);

        Assert.Equal((decimal.Parse(expected, CultureInfo.InvariantCulture), problem), (amount, found?.Code));
    }

    [Fact]
    public void No_rate_is_built_in()
    {
        _ = Table([], null).ToBase(new Money(1, "USD"), out Issue? problem);

        Assert.Equal(("RATE_MISSING", "USD"), (problem!.Code, problem.Text));
    }

    [Theory]
    [InlineData("2026-03-09", 1.1, "feed")]
    [InlineData("2026-03-10", 1.1, "feed")]
    [InlineData("2026-03-11", 1.2, "settings")]
    public void The_newest_of_settings_and_file_counts(string inSettings, double rate, string source)
    {
        CurrencyTable table = Table(
            [Rate("USD", 1.2m, inSettings)], new CurrencySheet("EUR", new DateOnly(2026, 3, 10), new Dictionary<string, decimal> { ["USD"] = 1.1m }));

        Assert.Equal(((decimal)rate, source), (table.Rates.Single().Rate, table.Rates.Single().Source));
    }

    [Fact]
    public void A_file_for_one_euro_serves_another_base()
    {
        CurrencySheet sheet = new("EUR", new DateOnly(2026, 3, 10), new Dictionary<string, decimal> { ["USD"] = 1.25m, ["COP"] = 5000m });
        CurrencyTable table = new(new CurrencyTerms { Base = "USD" }, sheet, Now);

        Assert.Equal([("COP", 4000m), ("EUR", 0.8m)], table.Rates.Select(static rate => (rate.Currency, rate.Rate)));
        Assert.Equal(10m, table.ToBase(new Money(8, "EUR"), out _));
    }

    [Fact]
    public void A_file_that_does_not_know_the_base_says_nothing() => Assert.Empty(
        new CurrencyTable(
            new CurrencyTerms { Base = "XAF" }, new CurrencySheet("EUR", new DateOnly(2026, 3, 10), new Dictionary<string, decimal> { ["USD"] = 1.25m }), Now).Rates);

    private static CurrencyTable Table(IReadOnlyList<CurrencyRate> rates, CurrencySheet? sheet) => new(new CurrencyTerms { Rates = rates }, sheet, Now);

    private static CurrencyRate Rate(string currency, decimal rate, string date) =>
        new(currency, rate, DateOnly.Parse(date, CultureInfo.InvariantCulture), CurrencyRate.FromSettings);
}
