using Pipeline.Core.Orders.Intake;

namespace Pipeline.Core.Tests.Orders.Intake;

public sealed class IntakeTermsTests
{
    private static readonly DateTimeOffset Night = new(2026, 3, 10, 1, 0, 0, TimeSpan.Zero);

    /// <summary>It is Tuesday in Auckland and still Monday evening in Mexico City.</summary>
    [Fact]
    public void A_day_is_past_when_it_is_over_at_every_distributor() =>
        Assert.Equal(new DateOnly(2026, 3, 9), Terms("Pacific/Auckland", "America/Mexico_City").Today(Night));

    [Theory]
    [InlineData("Pacific/Auckland")]
    [InlineData("UTC")]
    public void With_one_distributor_its_day_counts(string zone) => Assert.Equal(new DateOnly(2026, 3, 10), Terms(zone).Today(Night));

    [Fact]
    public void Without_a_distributor_the_day_is_that_of_UTC() => Assert.Equal(new DateOnly(2026, 3, 10), Terms().Today(Night));

    private static IntakeTerms Terms(params string[] zones) => new()
    {
        Currencies = new Dictionary<string, string>(),
        TimeZones = [.. zones.Select(TimeZoneInfo.FindSystemTimeZoneById)],
    };
}
