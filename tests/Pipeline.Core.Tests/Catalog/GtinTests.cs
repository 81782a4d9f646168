using Pipeline.Core.Catalog;

namespace Pipeline.Core.Tests.Catalog;

public sealed class GtinTests
{
    [Theory]
    [InlineData("2007100230014", "2007100230014")]
    [InlineData(" 4006381333931 ", "4006381333931")]
    [InlineData("96385074", "96385074")]
    [InlineData("036000291452", "0036000291452")]
    [InlineData("10012345678902", "10012345678902")]
    public void A_number_with_a_valid_check_digit_is_kept_and_a_upc_gets_its_leading_zero(string text, string expected)
    {
        Assert.True(Gtin.TryParse(text, out Gtin gtin));
        Assert.Equal(expected, gtin.Value);
    }

    [Theory]
    [InlineData("2.00710E+12")]
    [InlineData("4006381333930")]
    [InlineData("40063813339")]
    [InlineData("0000000000000")]
    [InlineData("")]
    [InlineData(null)]
    public void Anything_else_is_no_gtin(string? text) => Assert.False(Gtin.TryParse(text, out _));
}
