using System.Globalization;
using Pipeline.Partners.Distributors.IngramMicro.Wire;
using Xunit.Abstractions;

namespace Pipeline.Partners.Tests.Distributors.IngramMicro;

public sealed class WireNumberTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("22.00", 22.00)]
    [InlineData("22,00", 22.00)]
    [InlineData("-11.00", -11.00)]
    [InlineData("11.00-", -11.00)]
    [InlineData("(11.00)", -11.00)]
    [InlineData("−11,00", -11.00)]
    [InlineData("+ 7", 7)]
    [InlineData("1 234,56", 1234.56)]
    [InlineData("1'234.56", 1234.56)]
    [InlineData("1.234,56", 1234.56)]
    [InlineData("1,234.56", 1234.56)]
    [InlineData("1.234.567", 1234567)]
    [InlineData("12\u00a0345,60", 12345.60)]
    [InlineData("0,125", 0.125)]
    [InlineData("1.2345", 1.2345)]
    [InlineData("1.234", 1.234)]
    [InlineData(".5", 0.5)]
    [InlineData("EUR 22.00", 22.00)]
    [InlineData("22,00 €", 22.00)]
    [InlineData("€22.00", 22.00)]
    [InlineData("EUR -22.00", -22.00)]
    [InlineData("22.00- EUR", -22.00)]
    public void Amounts_are_read_in_every_usual_form(string text, double expected)
    {
        Assert.True(WireNumber.TryAmount(text, "auto", out decimal value, out _));
        Assert.Equal((decimal)expected, value);
    }

    [Theory]
    [InlineData("1,234")]
    [InlineData("12,345")]
    [InlineData("-1,234 ")]
    public void A_comma_before_three_digits_may_group_thousands_and_is_no_amount(string text) =>
        Assert.False(WireNumber.TryAmount(text.Trim(), "auto", out _, out _));

    [Theory]
    [InlineData("1,234", "comma", 1.234)]
    [InlineData("1,234", "point", 1234)]
    [InlineData("1.234", "comma", 1234)]
    [InlineData("1.234", "point", 1.234)]
    [InlineData("1.234,5", "comma", 1234.5)]
    public void A_profile_that_names_the_mark_leaves_nothing_open(string text, string mark, double expected)
    {
        Assert.True(WireNumber.TryAmount(text, mark, out decimal value, out _));
        Assert.Equal((decimal)expected, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("1.2.3")]
    [InlineData("1,23,456")]
    [InlineData("1.234,567.8")]
    [InlineData("12.34.567")]
    [InlineData("--1")]
    [InlineData("-(1)")]
    [InlineData("(1")]
    [InlineData("1)")]
    [InlineData("1e5")]
    [InlineData("1 2")]
    [InlineData("EUR 1 EUR")]
    [InlineData("about 5")]
    [InlineData("NaN")]
    [InlineData("99999999999999999999999999999999")]
    public void What_is_no_number_is_none(string text) => Assert.False(WireNumber.TryAmount(text, "auto", out _, out _));

    [Theory]
    [InlineData("22.00", "comma")]
    [InlineData("22,00", "point")]
    [InlineData("1,234,567", "comma")]
    [InlineData("1.234.5", "point")]
    public void A_mark_that_is_not_the_profiles_is_no_number(string text, string mark) =>
        Assert.False(WireNumber.TryAmount(text, mark, out _, out _));

    [Theory]
    [InlineData("2 EA", 2)]
    [InlineData("2 PCE", 2)]
    [InlineData("ST 2", 2)]
    [InlineData("2.000", 2)]
    [InlineData("-1.000", -1)]
    [InlineData("1-", -1)]
    [InlineData("1 000", 1000)]
    [InlineData("2 C62", 2)]
    public void Pieces_are_read_with_units_that_mean_pieces(string text, int expected)
    {
        Assert.True(WireNumber.TryPieces(text, "auto", out int value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("2 DZN")]
    [InlineData("2 KG")]
    [InlineData("2EA4")]
    [InlineData("2.5")]
    [InlineData("2 %")]
    [InlineData("EUR 2")]
    public void Other_units_and_parts_of_pieces_are_no_pieces(string text) => Assert.False(WireNumber.TryPieces(text, "auto", out _));

    [Theory]
    [InlineData("20 %", 20)]
    [InlineData("5,5%", 5.5)]
    [InlineData("20.00", 20)]
    public void Rates_may_have_their_sign(string text, double expected)
    {
        Assert.True(WireNumber.TryPercent(text, "auto", out decimal value));
        Assert.Equal((decimal)expected, value);
    }

    [Fact]
    public void Any_amount_written_in_any_supported_form_reads_back()
    {
        const int Seed = 1311;
        output.WriteLine($"seed {Seed}");
        Random random = new(Seed);
        for (int round = 0; round < 20_000; round++)
        {
            decimal value = decimal.Round((decimal)((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(1, 9))), 2);
            (string text, string mark) = Write(value, random);

            Assert.True(WireNumber.TryAmount(text, mark, out decimal read, out string? currency), text);
            Assert.True(value == read, $"{text} was read as {read}");
            Assert.True(currency is null or "EUR", currency);
        }
    }

    [Fact]
    public void Any_text_is_a_number_or_none_and_never_an_exception()
    {
        const int Seed = 1312;
        output.WriteLine($"seed {Seed}");
        Random random = new(Seed);
        const string Letters = "0123456789.,-+()' EUR%€\u00a0eE\u2212";
        for (int round = 0; round < 50_000; round++)
        {
            string text = new([.. Enumerable.Range(0, random.Next(0, 12)).Select(_ => Letters[random.Next(Letters.Length)])]);
            bool isAmount = WireNumber.TryAmount(text, "auto", out decimal value, out _);
            _ = WireNumber.TryPieces(text, "auto", out _);

            // What is read has the digits of the text, no other ones.
            string digits = string.Concat(text.Where(char.IsAsciiDigit)).TrimStart('0');
            Assert.True(!isAmount || string.Concat(value.ToString(CultureInfo.InvariantCulture).Where(char.IsAsciiDigit)).TrimStart('0') == digits, text);
        }
    }

    private static (string Text, string Mark) Write(decimal value, Random random)
    {
        bool isComma = random.Next(2) == 0;
        string group = new[] { string.Empty, isComma ? "." : ",", " ", "'", "\u00a0", "\u202f" }[random.Next(6)];
        NumberFormatInfo format = new()
        {
            NumberDecimalSeparator = isComma ? "," : ".", NumberGroupSeparator = group, NegativeSign = "-",
        };
        string digits = Math.Abs(value).ToString(group.Length == 0 ? "0.00" : "N2", format);
        string signed = value >= 0 ? digits : random.Next(4) switch
        {
            0 => $"-{digits}",
            1 => $"{digits}-",
            2 => $"({digits})",
            _ => $"\u2212{digits}",
        };
        string text = random.Next(4) switch
        {
            0 => $"EUR {signed}",
            1 => $"{signed} EUR",
            2 => $"{signed} €",
            _ => signed,
        };
        return (text, new[] { "auto", isComma ? "comma" : "point" }[random.Next(2)]);
    }
}
