using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Pipeline.Core.Pricing;

namespace Pipeline.Core.Tests.Pricing;

public sealed class PriceRoundingTests
{
    private static readonly Gen<PriceRounding> Roundings =
        from mode in Gen.Elements(PriceRounding.Modes.ToArray())
        from step in Gen.Elements<decimal?>(null, 0.01m, 0.05m, 0.03m, 0.5m, 1m, 10m, 100m)
        from ending in Gen.Elements(0m, 0.5m, 0.95m, 0.99m, 9.99m)
        select new PriceRounding { Mode = mode, Step = step, Ending = ending };

    private static readonly Gen<decimal> Amounts = Gen.Choose(0, 100_000_000).Select(static units => units / 10_000m);

    [Theory]
    [InlineData("nearest", "0.01", null, "12.344", "12.34")]
    [InlineData("nearest", "0.01", null, "12.345", "12.35")]
    [InlineData("nearest", "0.01", null, "12.355", "12.36")]
    [InlineData("nearest", null, null, "12.345", "12.35")]
    [InlineData(null, null, null, "12.345", "12.35")]
    [InlineData("nearest", "0.05", null, "12.32", "12.3")]
    [InlineData("nearest", "0.05", null, "12.325", "12.35")]
    [InlineData("nearest", "10", null, "15", "20")]
    [InlineData("nearest", "10", null, "14.99", "10")]
    [InlineData("nearest", "0.01", null, "-12.345", "-12.35")]
    [InlineData("nearest", "0.01", "0.99", "12.34", "12.34")]
    [InlineData("up", "0.01", null, "12.341", "12.35")]
    [InlineData("up", "0.01", null, "12.34", "12.34")]
    [InlineData("up", "5", null, "10.01", "15")]
    [InlineData("down", "0.01", null, "12.349", "12.34")]
    [InlineData("down", "5", null, "14.99", "10")]
    [InlineData("ending", "0.01", "0.99", "12.34", "11.99")]
    [InlineData("ending", "0.01", "0.99", "12.49", "12.99")]
    [InlineData("ending", "0.01", "0.99", "12.48", "11.99")]
    [InlineData("ending", "0.01", "0.99", "12.99", "12.99")]
    [InlineData("ending", null, "0.95", "3.40", "2.95")]
    [InlineData("ending", "0.01", "0.99", "0.30", "0.99")]
    [InlineData("ending", "10", "9.99", "34", "29.99")]
    [InlineData("ending", "1", "9.99", "35", "39.99")]
    [InlineData("ending", "5", "4.5", "11", "9.5")]
    [InlineData("ending", "1", "0", "12.5", "13")]
    public void An_amount_is_rounded_as_the_rule_says(string? mode, string? step, string? ending, string amount, string expected) =>
        Assert.Equal(expected, Of(mode, step, ending).Round(Number(amount)).ToString(CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("nearest", "0.01", null, "12.341", "12.35")]
    [InlineData("nearest", "0.05", null, "12.35", "12.35")]
    [InlineData("down", "1", null, "12.01", "13")]
    [InlineData("ending", "0.01", "0.99", "12.99", "12.99")]
    [InlineData("ending", "0.01", "0.99", "13", "13.99")]
    [InlineData("ending", "0.01", "0.99", "-3", "0.99")]
    public void A_floor_is_rounded_up_by_the_same_step(string mode, string step, string? ending, string floor, string expected) =>
        Assert.Equal(expected, Of(mode, step, ending).RoundUp(Number(floor)).ToString(CultureInfo.InvariantCulture));

    [Fact]
    public void A_rounded_amount_stays_as_it_is_and_lies_within_one_step_on_the_side_that_is_asked_for() =>
        Prop.ForAll(Roundings.ToArbitrary(), Amounts.ToArbitrary(), static (rounding, amount) =>
        {
            decimal rounded = rounding.Round(amount);
            decimal period = PeriodOf(rounding);
            bool isLowest = rounding.Mode == PriceRounding.EndingIn && rounded == rounding.Ending;

            Assert.Equal(rounded, rounding.Round(rounded));
            Assert.Equal(rounded, rounding.RoundUp(rounded));
            Assert.True(isLowest || Math.Abs(rounded - amount) < period, $"{rounding} {amount} {rounded}");
            Assert.True(rounding.Mode switch
            {
                PriceRounding.Up => rounded >= amount,
                PriceRounding.Down => rounded <= amount,
                _ => isLowest || Math.Abs(rounded - amount) * 2 <= period,
            });
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void A_floor_is_never_undercut_nor_passed_by_a_whole_step() =>
        Prop.ForAll(Roundings.ToArbitrary(), Amounts.ToArbitrary(), static (rounding, floor) =>
        {
            decimal raised = rounding.RoundUp(floor);

            Assert.True(raised >= floor && raised - floor < Math.Max(PeriodOf(rounding), (rounding.Ending ?? 0) + 0.01m), $"{rounding} {floor} {raised}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    /// <summary>Said again in other words: how far amounts that are allowed lie apart.</summary>
    private static decimal PeriodOf(PriceRounding rounding) => (rounding.Mode, rounding.Step ?? 0.01m, rounding.Ending) switch
    {
        (PriceRounding.EndingIn, var step, { } ending) when step <= ending => ending < 1 ? 1 : 10,
        (_, var step, _) => step,
    };

    private static PriceRounding Of(string? mode, string? step, string? ending) =>
        new() { Mode = mode, Step = step is null ? null : Number(step), Ending = ending is null ? null : Number(ending) };

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
