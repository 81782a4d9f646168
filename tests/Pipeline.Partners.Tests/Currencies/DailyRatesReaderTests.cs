using System.Text;
using Pipeline.Core.Currencies;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Currencies;

namespace Pipeline.Partners.Tests.Currencies;

public sealed class DailyRatesReaderTests
{
    [Fact]
    public void A_daily_file_is_read()
    {
        CurrencySheet sheet = Read("""
            <gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
              <gesmes:subject>Reference rates</gesmes:subject>
              <Cube><Cube time='2026-03-10'><Cube currency='USD' rate='1.0832'/><Cube currency='JPY' rate='161.05'/></Cube></Cube>
            </gesmes:Envelope>
            """);

        Assert.Equal(("EUR", new DateOnly(2026, 3, 10)), (sheet.Base, sheet.Date));
        Assert.Equal([("JPY", 161.05m), ("USD", 1.0832m)], sheet.Rates.Select(static rate => (rate.Key, rate.Value)).Order());
    }

    [Fact]
    public void Of_several_days_the_newest_counts() => Assert.Equal(
        1.2m,
        Read("<E><Cube time='2026-03-09'><Cube currency='USD' rate='1.1'/></Cube><Cube time='2026-03-10'><Cube currency='USD' rate='1.2'/></Cube></E>").Rates["USD"]);

    [Theory]
    [InlineData("", "XML_NOT_WELL_FORMED")]
    [InlineData("<html>Not now</html>", "no rate with a day")]
    [InlineData("<E><Cube time='2026-03-10'><Cube currency='USD' rate='1.08'/>", "XML_NOT_WELL_FORMED")]
    [InlineData("<!DOCTYPE E [<!ENTITY a 'b'>]><E><Cube time='2026-03-10'><Cube currency='USD' rate='1'/></Cube></E>", "XML_DTD_FORBIDDEN")]
    [InlineData("<E><Cube time='2026-03-10'/></E>", "no rate with a day")]
    [InlineData("<E><Cube><Cube currency='USD' rate='1.08'/></Cube></E>", "outside of a day")]
    [InlineData("<E><Cube time='10.03.2026'><Cube currency='USD' rate='1.08'/></Cube></E>", "'10.03.2026' is no day")]
    [InlineData("<E><Cube time='2026-03-10'><Cube currency='USD' rate='0'/></Cube></E>", "'0' is no rate of 'USD'")]
    [InlineData("<E><Cube time='2026-03-10'><Cube currency='USD' rate='-1'/></Cube></E>", "'-1' is no rate of 'USD'")]
    [InlineData("<E><Cube time='2026-03-10'><Cube currency='USD' rate='1,08'/></Cube></E>", "'1,08' is no rate of 'USD'")]
    [InlineData("<E><Cube time='2026-03-10'><Cube currency='USD'/></Cube></E>", "'' is no rate of 'USD'")]
    [InlineData("<E><Cube time='2026-03-10'><Cube currency='dollar' rate='1'/></Cube></E>", "'1' is no rate of 'dollar'")]
    [InlineData("<E><Cube time='2026-03-10'><Cube currency='USD' rate='1'/><Cube currency='USD' rate='2'/></Cube></E>", "twice")]
    [InlineData("<E><Cube time='2026-03-10'><a><a><a><a><a><a><a><a/></a></a></a></a></a></a></a></Cube></E>", "XML_TOO_DEEP")]
    public void A_file_with_anything_unreadable_is_refused_as_a_whole(string file, string reason)
    {
        FeedRefusedException refused = Assert.Throws<FeedRefusedException>(() => Read(file));

        Assert.Equal("RATES_UNREADABLE", refused.Code);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_end_is_refused()
    {
        FeedRefusedException refused = Assert.Throws<FeedRefusedException>(() => Read("<E>" + new string(' ', DailyRatesReader.LimitBytes) + "</E>"));

        Assert.Contains("XML_TOO_MANY_CHARACTERS", refused.Message, StringComparison.Ordinal);
    }

    private static CurrencySheet Read(string file) => DailyRatesReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(file)));
}
