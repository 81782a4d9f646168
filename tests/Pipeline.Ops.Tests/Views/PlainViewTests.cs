using Pipeline.Ops.Exports;
using Pipeline.Ops.People;
using Pipeline.Ops.Texts;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Tests.Views;

/// <summary>How values are written for a person.</summary>
public sealed class PlainViewTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("en", "2026-03-10T05:00:00Z", "today 06:00 (1 h ago)")]
    [InlineData("fr", "2026-03-10T05:00:00Z", "aujourd'hui 06:00 (il y a 1 h)")]
    [InlineData("es", "2026-03-09T17:40:00Z", "ayer 18:40 (hace 12 h)")]
    [InlineData("en", "2026-03-02T17:40:00Z", "Mon 2 Mar 18:40 (7 d ago)")]
    [InlineData("en", "2025-12-31T22:59:00Z", "31 Dec 2025 23:59 (68 d ago)")]
    [InlineData("en", "2026-03-10T06:12:00Z", "today 07:12 (in 12 min)")]
    [InlineData("en", "2026-03-29T01:30:00Z", "Sun 29 Mar 03:30 +02:00 (in 18 d)")]
    public void An_instant_stands_absolute_and_relative(string language, string at, string text)
    {
        OpsView view = For(language);
        DateTimeOffset instant = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(text, $"{view.Time(instant)} ({view.Relative(instant)})");
    }

    [Theory]
    [InlineData("en", "1,234,567", "612.40 EUR")]
    [InlineData("fr", "1\u202F234\u202F567", "612,40 EUR")]
    [InlineData("es", "1.234.567", "612,40 EUR")]
    public void Numbers_and_amounts_follow_the_language(string language, string number, string amount) =>
        Assert.Equal((number, amount), (For(language).Number(1_234_567), For(language).Money(612.4m, "EUR")));

    [Theory]
    [InlineData("en", 0, "other")]
    [InlineData("en", 1, "one")]
    [InlineData("fr", 0, "one")]
    [InlineData("fr", 1, "one")]
    [InlineData("fr", 2, "other")]
    [InlineData("es", 0, "other")]
    public void One_is_what_the_language_counts_as_one(string language, int number, string form)
    {
        OpsView view = For(language);

        Assert.Equal(view.T($"Flows.caption.{form}", number), view.Count("Flows.caption", number));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+33 1", "'+33 1")]
    [InlineData("-5", "'-5")]
    [InlineData("@x", "'@x")]
    [InlineData("\tx", "'\tx")]
    [InlineData("a,b \"c\"", "\"a,b \"\"c\"\"\"")]
    [InlineData("x=1", "x=1")]
    public void A_text_that_a_spreadsheet_would_run_is_kept_from_it(string text, string cell) =>
        Assert.Equal($"\uFEFFa\r\n{cell}\r\n", System.Text.Encoding.UTF8.GetString(new CsvTable(For("en"), "a").Add(text).ToBytes()));

    [Fact]
    public void A_number_is_no_formula_and_has_the_languages_decimal_mark() =>
        Assert.Equal("\uFEFFa;b\r\n-22,5;2026-03-10T07:00:00+01:00\r\n", System.Text.Encoding.UTF8.GetString(new CsvTable(For("fr"), "a", "b").Add(-22.5m, Now).ToBytes()));

    [Fact]
    public void What_cannot_be_seen_in_a_partners_text_becomes_a_symbol() =>
        Assert.Equal("a␀b␛[0m⟨U+202E⟩c\nd", PlainText.Show("a\0b\u001b[0m\u202Ec\nd", keepLines: true));

    private static OpsView For(string language) => new(
        new OpsPerson("Ada", OpsRole.Operator), new OpsPreferences(), OpsTexts.Of(language), TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"), Now, "/ops");
}
