using Pipeline.Core.Messages;

namespace Pipeline.Core.Tests.Orders;

public sealed class LineNumberTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("001", 1)]
    [InlineData(" 999 ", 999)]
    public void Zeros_in_front_do_not_matter(string text, int expected)
    {
        Assert.Equal(expected, LineNumber.Parse(text).Value);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1000")]
    [InlineData("-1")]
    [InlineData("1.0")]
    [InlineData("")]
    [InlineData(null)]
    public void Other_texts_are_no_line_number(string? text)
    {
        Assert.False(LineNumber.TryParse(text, out _));
    }

    [Fact]
    public void Three_and_six_digits_are_the_same_distributor_line()
    {
        Assert.True(DistributorLineNumber.TryParse("020", out DistributorLineNumber three));
        Assert.True(DistributorLineNumber.TryParse("000020", out DistributorLineNumber six));

        Assert.Equal(three, six);
    }
}
