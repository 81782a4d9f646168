using Pipeline.Partners.Transport;

namespace Pipeline.Partners.Tests.Transport;

/// <summary>Which file a dated name or a wildcard means.</summary>
public sealed class RemotePatternTests
{
    private static readonly DateOnly Today = new(2026, 11, 30);

    [Theory]
    [InlineData("cat_*.csv", "cat_20261128.csv 1|cat_20261129.csv 2|cat_20261127.csv 0|dog_20261130.csv 9", "cat_20261129.csv")]
    [InlineData("PRICE_*.ZIP", "PRICE_A.ZIP 5|PRICE_B.ZIP 3|PRICE_.ZIP 1", "PRICE_A.ZIP")]
    [InlineData("PRICE_*.ZIP", "PRICE_A.ZIP 5|PRICE_B.ZIP 5", "PRICE_B.ZIP")]
    [InlineData("PRICE_*.ZIP", "PRICE_20261128.ZIP ?|PRICE_20261129.ZIP ?", "PRICE_20261129.ZIP")]
    [InlineData("PRICE_*.ZIP", "price_1.zip 5|PRICE_1.ZIP.tmp 6|XPRICE_1.ZIP 7", null)]
    [InlineData("*.*", "a.b 1|c 2", "a.b")]
    [InlineData("*", "a.b 1|c 2", "c")]
    [InlineData("a%2A*.txt", "a*1.txt 1|ab1.txt 2", "a*1.txt")]
    [InlineData("PRICE+(1)*.txt", "PRICE+(1)x.txt 1|PRICEE1x.txt 2", "PRICE+(1)x.txt")]
    [InlineData("PRICE_{yyyyMMdd}.ZIP", "PRICE_20261128.ZIP 9|PRICE_20261129.ZIP 1|PRICE_20261201.ZIP 5|PRICE_20261399.ZIP 6", "PRICE_20261129.ZIP")]
    [InlineData("PRICE_{yyyyMMdd}.ZIP", "PRICE_20261201.ZIP 5|PRICE_latest.ZIP 6", null)]
    [InlineData("PRICE_{yyyyMMdd}_*.ZIP", "PRICE_20261130_0600.ZIP 1|PRICE_20261130_1200.ZIP 2|PRICE_20261129_2300.ZIP 3", "PRICE_20261130_1200.ZIP")]
    [InlineData("{dd}-{MM}-{yy}.csv", "29-11-26.csv 1|01-12-25.csv 2|28-11-26.csv 3", "29-11-26.csv")]
    [InlineData("{yyyy-MM}.csv", "2026-10.csv 1|2026-11.csv 0|2026-12.csv 3", "2026-11.csv")]
    public void The_youngest_of_the_files_that_fit_is_chosen(string path, string files, string? chosen) =>
        Assert.Equal(chosen, RemotePattern.Read(path).Choose(
            files.Split('|').Select(static file => file.Split(' ')).Select(static file => new ListedFile(
                file[0], file[1] == "?" ? null : DateTimeOffset.UnixEpoch.AddDays(int.Parse(file[1], System.Globalization.CultureInfo.InvariantCulture)))),
            Today));

    [Theory]
    [InlineData("PRICE_{yyyyMMdd}.ZIP", "PRICE_20261130.ZIP")]
    [InlineData("PRICE_%7ByyyyMMdd%7D.ZIP", "PRICE_20261130.ZIP")]
    [InlineData("{yyyy}/{MM}/{dd}/PRICE.ZIP", "2026/11/30/PRICE.ZIP")]
    [InlineData("PRICE_{dd.MM.yy}.ZIP", "PRICE_30.11.26.ZIP")]
    [InlineData("PRICE.ZIP", "PRICE.ZIP")]
    public void A_date_is_that_of_the_day(string path, string onToday) => Assert.Equal(onToday, RemotePattern.Read(path).On(Today));

    [Theory]
    [InlineData("PRICE_{date}.ZIP", "{date}, which is no date")]
    [InlineData("PRICE_{yyyyMMddHHmm}.ZIP", "{yyyyMMddHHmm}, which is no date")]
    [InlineData("PRICE_{d}.ZIP", "{d}, which is no date")]
    [InlineData("PRICE_{}.ZIP", "{}, which is no date")]
    [InlineData("PRICE_{yyyy.ZIP", "a brace without its other half")]
    [InlineData("PRICE_yyyy}.ZIP", "a brace without its other half")]
    [InlineData("*/PRICE.ZIP", "a wildcard in a folder")]
    public void What_is_no_pattern_is_told(string path, string fault)
    {
        Assert.Null(RemotePattern.TryRead(path, out string? said));
        Assert.Contains(fault, said, StringComparison.Ordinal);
    }
}
