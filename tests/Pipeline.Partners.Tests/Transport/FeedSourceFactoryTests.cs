using Pipeline.Partners.Transport;

namespace Pipeline.Partners.Tests.Transport;

public sealed class FeedSourceFactoryTests
{
    [Theory]
    [InlineData("sftp://ftp.example.net/PRICE.TXT", "FEED_TRANSPORT_NOT_THERE_YET")]
    [InlineData("gopher://ftp.example.net/PRICE.TXT", "FEED_URL_REFUSED")]
    [InlineData("http://ftp.example.net/PRICE.TXT", "FEED_URL_REFUSED")]
    [InlineData("ftp://user:secret@ftp.example.net/PRICE.TXT", "FEED_URL_REFUSED")]
    [InlineData("ftp://ftp.example.net", "FEED_URL_REFUSED")]
    [InlineData("ftp://ftp.example.net/folder/", "FEED_URL_REFUSED")]
    public void An_address_that_cannot_be_served_is_refused_at_once(string url, string code)
    {
        FeedTransportException refused = Assert.Throws<FeedTransportException>(
            () => FeedFolder.Source(new FeedSourceOptions { Url = new Uri(url) }));

        Assert.Equal(code, refused.Code);
        Assert.False(refused.IsTransient);
        Assert.DoesNotContain("secret", refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://ftp.example.net/PRICE.TXT")]
    [InlineData("ftpes://ftp.example.net:2121/FUSION/FR/PRICE.ZIP")]
    [InlineData("ftps://ftp.example.net/%2Fabsolute/PRICE.TXT")]
    [InlineData("https://ftp.example.net/feeds/price.csv?token=1")]
    [InlineData("http://127.0.0.1:8080/price.csv")]
    public void Every_listed_transport_has_a_source(string url) =>
        Assert.NotNull(FeedFolder.Source(new FeedSourceOptions { Url = new Uri(url) }));

    [Fact]
    public void A_thumbprint_that_is_no_SHA256_is_refused()
    {
        FeedTransportException refused = Assert.Throws<FeedTransportException>(() => FeedFolder.Source(
            new FeedSourceOptions { Url = new Uri("ftps://localhost/a"), CertificateThumbprint = new string('a', 40) }));

        Assert.Equal("FEED_SETTING_REFUSED", refused.Code);
    }

    [Fact]
    public void Options_show_the_address_and_no_secret()
    {
        FeedSourceOptions options = new()
        {
            Url = new Uri("https://ftp.example.net/price.csv?token=tok3n"),
            UserName = "c1-reseller",
            Password = "hunter2",
        };

        Assert.Equal("https://ftp.example.net/price.csv", options.ToString());
    }
}
