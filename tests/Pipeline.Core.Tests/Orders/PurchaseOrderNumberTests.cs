using Pipeline.Core.Orders;

namespace Pipeline.Core.Tests.Orders;

public sealed class PurchaseOrderNumberTests
{
    [Theory]
    [InlineData("PX26000187", "PX26000187")]
    [InlineData(" px-1 ", "PX-1")]
    [InlineData("ABCDEFGHIJKLMNOP-9", "ABCDEFGHIJKLMNOP-9")]
    public void Letters_digits_and_dashes_up_to_eighteen_are_a_number(string text, string expected)
    {
        Assert.Equal(expected, PurchaseOrderNumber.Parse(text).Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("ABCDEFGHIJKLMNOPQRS")]
    [InlineData("PX_1")]
    [InlineData("PX 1")]
    [InlineData("PÉ1")]
    public void Anything_else_is_not(string? text)
    {
        Assert.False(PurchaseOrderNumber.TryParse(text, out _));
    }

    [Fact]
    public void A_refused_text_is_named()
    {
        FormatException exception = Assert.Throws<FormatException>(() => PurchaseOrderNumber.Parse("PX_1"));

        Assert.Contains("'PX_1'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_order_always_gets_the_same_number()
    {
        Assert.Equal("PBOX6EIKW2JUYYF-1", PurchaseOrderNumber.Derive("order-1", 1).Value);
        Assert.Equal("PBOX6EIKW2JUYYF-12", PurchaseOrderNumber.Derive("order-1", 12).Value);
        Assert.NotEqual(PurchaseOrderNumber.Derive("order-1", 1), PurchaseOrderNumber.Derive("order-2", 1));
    }

    [Fact]
    public void Every_derived_number_fits_the_narrowest_field()
    {
        for (int order = 0; order < 1000; order++)
        {
            string number = PurchaseOrderNumber.Derive($"order-{order}", 99).Value;

            Assert.Equal(18, number.Length);
            Assert.True(PurchaseOrderNumber.TryParse(number, out _));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void A_sequence_beyond_two_digits_is_refused(int sequence)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PurchaseOrderNumber.Derive("order-1", sequence));
    }
}
