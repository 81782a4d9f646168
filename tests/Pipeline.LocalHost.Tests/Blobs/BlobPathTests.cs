using Pipeline.LocalHost.Blobs;

namespace Pipeline.LocalHost.Tests.Blobs;

public sealed class BlobPathTests
{
    [Theory]
    [InlineData("landing/{*name}", "", "a/b/c.csv", "name=a/b/c.csv")]
    [InlineData("landing/{name}", "", "a/b.csv", "name=a/b.csv")]
    [InlineData("in/{folder}/{name}.{ext}", "", "2026/stock.csv", "folder=2026;name=stock;ext=csv")]
    [InlineData("in/ingram/{name}.csv", "ingram/", "ingram/x+y.csv", "name=x+y")]
    [InlineData("in", "", "a.csv", "name=a.csv")]
    public void Captures_are_what_stands_in_their_place(string path, string prefix, string blob, string captures)
    {
        BlobPath read = BlobPath.Parse(path);

        Assert.Equal(prefix, read.Prefix);
        Assert.Equal(captures, string.Join(';', read.Match(blob)!.Select(capture => $"{capture.Key}={capture.Value}")));
    }

    [Fact]
    public void A_blob_of_another_shape_does_not_match() =>
        Assert.Null(BlobPath.Parse("in/{name}.csv").Match("stock.xml"));

    [Theory]
    [InlineData("{container}/{name}")]
    [InlineData("in/{name")]
    [InlineData("in/{}")]
    public void A_path_without_container_or_with_an_open_brace_is_refused(string path) =>
        Assert.Throws<HostStartException>(() => BlobPath.Parse(path));
}
