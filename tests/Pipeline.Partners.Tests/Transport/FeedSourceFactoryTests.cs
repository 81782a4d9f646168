using Pipeline.Core.Feeds.Landing;

namespace Pipeline.Partners.Tests.Transport;

public sealed class FeedSourceFactoryTests
{
    [Theory]
    [InlineData("sftp://ftp.example.net/PRICE.TXT", "FEED_SETTING_REFUSED")]
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
    [InlineData("sftp://ftp.example.net:2222/FUSION/FR/PRICE.ZIP")]
    [InlineData("https://ftp.example.net/feeds/price.csv?token=1")]
    [InlineData("http://127.0.0.1:8080/price.csv")]
    public void Every_listed_transport_has_a_source(string url) =>
        Assert.NotNull(FeedFolder.Source(new FeedSourceOptions { Url = new Uri(url), UserName = "user", Password = "secret" }));

    [Fact]
    public void A_thumbprint_that_is_no_SHA256_is_refused()
    {
        FeedTransportException refused = Assert.Throws<FeedTransportException>(() => FeedFolder.Source(
            new FeedSourceOptions { Url = new Uri("ftps://localhost/a"), CertificateThumbprint = new string('a', 40) }));

        Assert.Equal("FEED_SETTING_REFUSED", refused.Code);
    }

    [Theory]
    [InlineData("MD5:97:70:33:82:fd:29:3a:73:39:af:6a:07:ad:f8:80:49")]
    [InlineData("SHA256:uNiVztksCsDhcc0u9e8BrJk4XuOhHmoV5y0m9yCIlR")]
    [InlineData("SHA256:uNiVztksCsDhcc0u9e8BrJk4XuOhHmoV5y0m9yCIlR?")]
    public void A_fingerprint_that_is_no_SHA256_is_refused(string fingerprint)
    {
        FeedTransportException refused = Assert.Throws<FeedTransportException>(() => FeedFolder.Source(new FeedSourceOptions
        {
            Url = new Uri("sftp://localhost/a"), UserName = "user", Password = "secret", HostKeyFingerprint = fingerprint,
        }));

        Assert.Equal("FEED_SETTING_REFUSED", refused.Code);
        Assert.Contains(fingerprint, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_show_the_address_and_no_secret()
    {
        FeedSourceOptions options = new()
        {
            Url = new Uri("https://ftp.example.net/price.csv?token=tok3n"),
            UserName = "c1-reseller",
            Password = "hunter2",
            PrivateKey = "hunter3",
        };

        Assert.Equal("https://ftp.example.net/price.csv", options.ToString());
    }
}
