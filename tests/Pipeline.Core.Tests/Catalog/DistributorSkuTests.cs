using Pipeline.Core.Catalog;

namespace Pipeline.Core.Tests.Catalog;

public sealed class DistributorSkuTests
{
    [Theory]
    [InlineData("000000000007100231", "000000000007100231", "7100231")]
    [InlineData("7100231     ", "7100231", "7100231")]
    [InlineData(" 7100231 ", "7100231", "7100231")]
    [InlineData("0000", "0000", "0")]
    [InlineData("00ab12", "00ab12", "00AB12")]
    [InlineData("\t7100231\u00a0", "7100231", "7100231")]
    [InlineData("A234567890123456789012345678901234567890", "A234567890123456789012345678901234567890", "A234567890123456789012345678901234567890")]
    public void Eighteen_digits_with_zeros_and_seven_without_are_the_same_article(string text, string shown, string compared)
    {
        Assert.True(DistributorSku.TryParse(text, out DistributorSku sku));
        Assert.Equal(shown, sku.AsShown);
        Assert.Equal(compared, sku.AsCompared);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("71\u000000231")]
    [InlineData("12345678901234567890123456789012345678901")]
    public void Nothing_control_characters_and_endless_texts_are_no_article_number(string? text) =>
        Assert.False(DistributorSku.TryParse(text, out _));

    [Fact]
    public void A_number_that_must_be_one_is_named_when_it_is_none()
    {
        Assert.Equal("7100231", DistributorSku.Parse("0007100231").ToString());
        FormatException none = Assert.Throws<FormatException>(() => DistributorSku.Parse("7\n1"));
        Assert.StartsWith("'7\n1' is not an article number: 1 to 40 ", none.Message, StringComparison.Ordinal);
    }
}
