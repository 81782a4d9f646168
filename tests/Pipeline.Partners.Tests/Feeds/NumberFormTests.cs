using System.Globalization;
using System.Text;
using Pipeline.Partners.Feeds.Values;
using Pipeline.Partners.Values;
using Xunit.Abstractions;

namespace Pipeline.Partners.Tests.Feeds;

public sealed class NumberFormTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("612.40", "612.40")]
    [InlineData("612,40", "612.40")]
    [InlineData("1.234.567", "1234567")]
    [InlineData("1,234,567.8", "1234567.8")]
    [InlineData("1’234.50", "1234.50")]
    [InlineData("1\u202f234,50", "1234.50")]
    [InlineData("-3", "-3")]
    [InlineData("3,5-", "-3.5")]
    [InlineData("\u22123.5", "-3.5")]
    [InlineData("+ 7", "7")]
    [InlineData(".5", "0.5")]
    [InlineData("5,", "5")]
    public void Number_is_read_in_every_usual_form(string text, string expected)
    {
        Assert.True(DecimalText.TryRead(Encoding.UTF8.GetBytes(text), null, out decimal value, out bool isOpen));
        Assert.Equal((decimal.Parse(expected, CultureInfo.InvariantCulture), false), (value, isOpen));
    }

    [Theory]
    [InlineData("1,23,456")]
    [InlineData("1234,567.8")]
    [InlineData("1.234,567,8")]
    [InlineData("1 23")]
    [InlineData("1 234'567")]
    [InlineData("1e5")]
    [InlineData("EUR 5")]
    [InlineData("--1")]
    [InlineData("-")]
    [InlineData(",")]
    [InlineData("NaN")]
    [InlineData("99999999999999999999999999999999")]
    public void What_is_no_number_is_none(string text) =>
        Assert.False(DecimalText.TryRead(Encoding.UTF8.GetBytes(text), null, out _, out _));

    [Theory]
    [InlineData("1,234", true)]
    [InlineData("1.234", true)]
    [InlineData("999.999", true)]
    [InlineData("0.500", false)]
    [InlineData("1234.500", false)]
    [InlineData("1.2345", false)]
    public void One_mark_before_three_digits_is_open(string text, bool expected)
    {
        Assert.True(DecimalText.TryRead(Encoding.UTF8.GetBytes(text), null, out _, out bool isOpen));
        Assert.Equal(expected, isOpen);
    }

    [Fact]
    public void Any_number_written_in_any_supported_form_reads_back()
    {
        const int Seed = 1321;
        output.WriteLine($"seed {Seed}");
        Random random = new(Seed);
        for (int round = 0; round < 20_000; round++)
        {
            decimal value = decimal.Round((decimal)((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(1, 10))), random.Next(0, 5));
            (string text, byte mark) = Write(value, random);

            Assert.True(DecimalText.TryRead(Encoding.UTF8.GetBytes(text), mark, out decimal read, out bool isOpen), text);
            Assert.True(value == read && !isOpen, $"{text} was read as {read}");
            Assert.True(DecimalText.TryRead(Encoding.UTF8.GetBytes(text), null, out read, out isOpen), text);
            Assert.True(value == read || isOpen, $"{text} was read as {read}");
            byte told = NumberForm.MarkOf(Encoding.UTF8.GetBytes(text), isQuantity: false);
            Assert.True(told == 0 || told == mark, $"{text} told {(char)told}");
        }
    }

    [Fact]
    public void Any_text_is_a_number_with_its_own_digits_or_none()
    {
        const int Seed = 1322;
        output.WriteLine($"seed {Seed}");
        Random random = new(Seed);
        const string Letters = "0123456789.,-+' \u00a0\u202f\u200beE>\u2212";
        for (int round = 0; round < 50_000; round++)
        {
            string text = new([.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => Letters[random.Next(Letters.Length)])]);
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            bool isNumber = DecimalText.TryRead(bytes, null, out decimal value, out _);
            _ = FieldText.TryQuantity(bytes, null, out _, out _);
            _ = FieldText.TryLowerBound(bytes, null, out _, out _);

            string digits = string.Concat(text.Where(char.IsAsciiDigit)).TrimStart('0');
            Assert.True(!isNumber || string.Concat(value.ToString(CultureInfo.InvariantCulture).Where(char.IsAsciiDigit)).TrimStart('0') == digits, text);
        }
    }

    private static (string Text, byte Mark) Write(decimal value, Random random)
    {
        bool isComma = random.Next(2) == 0;
        string group = new[] { string.Empty, isComma ? "." : ",", " ", "'", "\u2019", "\u00a0", "\u202f" }[random.Next(7)];
        NumberFormatInfo format = new() { NumberDecimalSeparator = isComma ? "," : ".", NumberGroupSeparator = group };
        string digits = Math.Abs(value).ToString(group.Length == 0 ? $"F{value.Scale}" : $"N{value.Scale}", format);
        string text = value >= 0 ? digits : random.Next(3) switch { 0 => $"-{digits}", 1 => $"{digits}-", _ => $"\u2212{digits}" };
        return (random.Next(5) == 0 ? text.Insert(random.Next(text.Length + 1), "\u200b") : text, isComma ? (byte)',' : (byte)'.');
    }
}
