using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Core.Issues;
using Pipeline.Partners.Channels.Mirakl.Images;

namespace Pipeline.Partners.Tests.Channels.Mirakl;

/// <summary>Images by what they are and not by what they are called.</summary>
public sealed class ImageTests
{
    private static readonly Uri Address = new("https://img.example.test/1.jpg");

    // The first bytes of an image of 1200 to 1000 pixels in each format.
    private static readonly Dictionary<string, byte[]> Starts = new(StringComparer.Ordinal)
    {
        ["gif"] = [.. "GIF89a"u8, 0xB0, 0x04, 0xE8, 0x03],
        ["png"] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0x04, 0xB0, 0, 0, 0x03, 0xE8],
        ["jpg"] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xFF, 0xC2, 0, 17, 8, 0x03, 0xE8, 0x04, 0xB0, 3, 0],
        ["webp lossy"] = [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBPVP8 "u8, 0, 0, 0, 0, 0, 0, 0, 0x9D, 0x01, 0x2A, 0xB0, 0x04, 0xE8, 0x03],
        ["webp lossless"] = [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBPVP8L"u8, 0, 0, 0, 0, 0x2F, 0xAF, 0xC4, 0xF9, 0x00, 0, 0, 0, 0, 0],
        ["webp extended"] = [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBPVP8X"u8, 10, 0, 0, 0, 0, 0, 0, 0, 0xAF, 0x04, 0, 0xE7, 0x03, 0],
    };

    [Theory]
    [InlineData("gif")]
    [InlineData("png")]
    [InlineData("jpg")]
    [InlineData("webp lossy")]
    [InlineData("webp lossless")]
    [InlineData("webp extended")]
    public void The_size_is_read_of_each_format(string name)
    {
        ImageHeader header = ImageHeader.Read(Starts[name])!;

        Assert.Equal((name.Split(' ')[0], 1200, 1000), (header.Format, header.Width, header.Height));
        Assert.Empty(ImageProbe.Judge("Image_1", Address, Starts[name], 100));
    }

    [Theory]
    [InlineData("gif")]
    [InlineData("png")]
    [InlineData("jpg")]
    [InlineData("webp lossy")]
    [InlineData("webp lossless")]
    [InlineData("webp extended")]
    public void A_beginning_of_any_length_is_no_fault(string name) =>
        Assert.All(Enumerable.Range(0, Starts[name].Length - 4), length => Assert.Null(ImageHeader.Read(Starts[name].AsSpan(0, length))));

    [Theory]
    [InlineData("<html><body>no</body></html>")]
    [InlineData("BM......................................")]
    [InlineData("RIFF....WAVEfmt ........................")]
    public void What_is_none_of_them_is_found(string content) =>
        Assert.Equal(IssueCodes.ProductImageFormat, Assert.Single(ImageProbe.Judge("Image_1", Address, System.Text.Encoding.ASCII.GetBytes(content), null)).Code);

    [Fact]
    public void A_side_that_is_too_short_and_an_image_that_is_too_heavy_are_found()
    {
        byte[] small = [.. Starts["gif"][..8], 0xE7, 0x03];

        IReadOnlyList<Issue> found = ImageProbe.Judge("Image_1", Address, small, ImageProbe.MostBytes + 1);

        Assert.Equal([IssueCodes.ProductImageSize, IssueCodes.ProductImageWeight], found.Select(static issue => issue.Code));
        Assert.Equal("The image https://img.example.test/1.jpg has 1200 × 999 pixels, and each side needs 1000.", found[0].Cause);
        Assert.Empty(ImageProbe.Judge("Image_1", Address, Starts["gif"], ImageProbe.MostBytes));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(500)]
    [InlineData(401)]
    [InlineData(302)]
    public async Task An_image_that_nobody_can_fetch_is_found(int status)
    {
        Issue found = Assert.Single(await CheckAsync(_ => new HttpResponseMessage((HttpStatusCode)status)));

        Assert.Equal((IssueCodes.ProductImageMissing, "Image_1"), (found.Code, found.Where));
        Assert.Contains($"HTTP {status}", found.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_is_not_there_is_found() =>
        Assert.Equal(IssueCodes.ProductImageMissing, Assert.Single(await CheckAsync(static _ => throw new HttpRequestException("no such host"))).Code);

    [Fact]
    public async Task Only_the_beginning_is_fetched_and_the_weight_is_that_of_the_whole()
    {
        HttpRequestMessage? asked = null;

        IReadOnlyList<Issue> found = await CheckAsync(request =>
        {
            asked = request;
            ByteArrayContent part = new(Starts["png"]);
            part.Headers.ContentRange = new ContentRangeHeaderValue(0, Starts["png"].Length - 1, ImageProbe.MostBytes + 1);
            return new HttpResponseMessage(HttpStatusCode.PartialContent) { Content = part };
        });

        Assert.Equal(IssueCodes.ProductImageWeight, Assert.Single(found).Code);
        Assert.Equal("bytes=0-262143", asked!.Headers.Range!.ToString());
    }

    [Fact]
    public async Task A_server_that_gives_the_whole_instead_of_the_beginning_is_fine() =>
        Assert.Empty(await CheckAsync(static _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(Starts["jpg"]) }));

    private static async Task<IReadOnlyList<Issue>> CheckAsync(Func<HttpRequestMessage, HttpResponseMessage> answer)
    {
        using Answering handler = new(answer);
        using HttpClient client = new(handler, disposeHandler: false);
        return await new ImageProbe(client, new FakeTimeProvider()).CheckAsync("Image_1", Address, CancellationToken.None);
    }

    private sealed class Answering(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer(request));
    }
}
