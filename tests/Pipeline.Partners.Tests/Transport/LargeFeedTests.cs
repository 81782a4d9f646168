using Pipeline.Core.Feeds.Landing;
using Pipeline.TestSupport;

namespace Pipeline.Partners.Tests.Transport;

/// <summary>Measures allocation, so nothing else may run in this process meanwhile.</summary>
[Collection(MeasuredTestGroup.Name)]
public sealed class LargeFeedTests
{
    [Theory]
    [InlineData(VsftpdTls.None, "ftp")]
    [InlineData(VsftpdTls.Explicit, "ftpes")]
    public async Task A_file_of_100_megabytes_is_fetched_in_flat_memory(VsftpdTls tls, string scheme)
    {
        await using VsftpdServer server = await VsftpdServer.StartAsync(tls);
        using FeedFolder folder = new(server);
        Assert.InRange(await AllocatedAsync(folder, scheme), 0, 40_000_000);
    }

    [Fact]
    public async Task A_file_of_100_megabytes_is_fetched_over_SFTP_in_flat_memory()
    {
        await using OpenSshServer server = await OpenSshServer.StartAsync();
        using FeedFolder folder = new(server);

        Assert.InRange(await AllocatedAsync(folder, "sftp"), 0, 40_000_000);
    }

    private static async Task<long> AllocatedAsync(FeedFolder folder, string scheme)
    {
        folder.Put("PRICE.TXT", []);
        await using (FileStream large = File.OpenWrite(Path.Combine(folder.Remote, "PRICE.TXT")))
        {
            large.SetLength(100_000_000);
        }

        IFeedSource source = FeedFolder.Source(folder.Options(scheme, "PRICE.TXT"));
        RemoteFile? probe = await source.ProbeAsync(CancellationToken.None);

        long before = GC.GetTotalAllocatedBytes(precise: true);
        DownloadedFile file = await source.DownloadAsync(probe!, folder.Target, CancellationToken.None);
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        Assert.Equal(100_000_000, file.Size);
        return allocated;
    }
}
