using Pipeline.Core.Messages;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders.Purchasing;

namespace Pipeline.Core.Tests.Orders;

public sealed class OrderMessageTests
{
    private static readonly DateTimeOffset Ten = new(2026, 3, 10, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_was_written_can_be_read()
    {
        OrderMessage message = Advice(3, Ten);

        OrderMessage read = OrderMessageJson.Read(OrderMessageJson.Write(message));

        Assert.IsType<DespatchAdvice>(read);
        Assert.Equal(message.Origin, read.Origin);
        Assert.Equal(message.Fingerprint(), read.Fingerprint());
    }

    [Fact]
    public void The_preamble_is_not_part_of_what_a_document_says()
    {
        Assert.Equal(Advice(3, Ten).Fingerprint(), Advice(3, Ten.AddHours(1)).Fingerprint());
        Assert.NotEqual(Advice(3, Ten).Fingerprint(), Advice(4, Ten).Fingerprint());
    }

    [Theory]
    [InlineData("22.00", "22.0000")]
    [InlineData("22.00", "22")]
    [InlineData("22.50", "22.5")]
    [InlineData("0.00", "-0")]
    [InlineData("0.12345", "0.1234500")]
    public void Equal_numbers_that_are_written_differently_say_the_same(string one, string other)
    {
        OrderMessage Weighing(string text) => Advice(3, Ten) with { Weight = decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture) };

        Assert.Equal(Weighing(one).Fingerprint(), Weighing(other).Fingerprint());
        Assert.NotEqual(Weighing(one).Fingerprint(), Weighing("22.01").Fingerprint());
        Assert.Equal(
            MergeOutcome.Duplicate,
            OrderDocuments.None.Add(Weighing(one)).Value.Add(Weighing(other)).Outcome);
    }

    [Fact]
    public void The_later_version_of_a_document_counts()
    {
        Assert.True(Advice(3, Ten.AddSeconds(1)).IsNewerThan(Advice(4, Ten)));
        Assert.False(Advice(4, Ten).IsNewerThan(Advice(3, Ten.AddSeconds(1))));
    }

    [Fact]
    public void With_equal_times_exactly_one_version_counts()
    {
        Assert.NotEqual(Advice(3, Ten).IsNewerThan(Advice(4, Ten)), Advice(4, Ten).IsNewerThan(Advice(3, Ten)));
        Assert.False(Advice(3, Ten).IsNewerThan(Advice(3, Ten)));
    }

    [Theory]
    [InlineData("19.00", "5.5", "1.05")]
    [InlineData("1831.45", "20", "366.29")]
    [InlineData("-19.00", "5.5", "-1.05")]
    public void Vat_is_rounded_half_away_from_zero(string taxable, string rate, string expected)
    {
        decimal amount = VatAmount.Of(
            decimal.Parse(taxable, System.Globalization.CultureInfo.InvariantCulture),
            decimal.Parse(rate, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), amount);
    }

    private static DespatchAdvice Advice(int quantity, DateTimeOffset sentAt) => new()
    {
        Origin = new MessageOrigin { SentAt = sentAt },
        DespatchAdviceNumber = "8140023391",
        PurchaseOrderNumber = "PX26000187",
        Lines =
        [
            new DespatchLine
            {
                DistributorLineNumber = new(10), Quantity = quantity, SerialNumbers = ["A", "B"],
                Tracking = [new Tracking("EX1", null, "Carrier")],
            },
        ],
    };
}
