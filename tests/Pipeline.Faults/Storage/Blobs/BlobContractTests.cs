using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Pipeline.Faults.Storage.Blobs;

/// <summary>What our stores rely on holds on the emulator and in the simulation alike.</summary>
[Collection(StorageBackingsCollection.Name)]
public sealed class BlobContractTests(StorageBackings storage)
{
    private static readonly string[] Names = ["a/1", "a/2 é", "b/3"];

    [Theory]
    [InlineData(StorageBackings.Emulator)]
    [InlineData(StorageBackings.Simulation)]
    public async Task A_blob_comes_back_with_its_metadata_and_type(string backing)
    {
        BlobContainerClient container = await NewContainerAsync(backing);
        BlobClient blob = container.GetBlobClient("a/é 1.xml");

        await blob.UploadAsync(BinaryData.FromString("hello"), new BlobUploadOptions
        {
            Metadata = new Dictionary<string, string> { ["kind"] = "price" },
            HttpHeaders = new BlobHttpHeaders { ContentType = "text/xml" },
        });

        BlobDownloadResult read = await blob.DownloadContentAsync();
        BlobProperties properties = await blob.GetPropertiesAsync();
        Response<BlobDownloadStreamingResult> part = await blob.DownloadStreamingAsync(new BlobDownloadOptions { Range = new HttpRange(1, 3) });
        using StreamReader text = new(part.Value.Content);
        Assert.Equal("hello", read.Content.ToString());
        Assert.Equal(("text/xml", 5, "price"), (properties.ContentType, properties.ContentLength, properties.Metadata["kind"]));
        Assert.Equal(properties.ETag, read.Details.ETag);
        Assert.Equal("ell", await text.ReadToEndAsync());
    }

    [Theory]
    [InlineData(StorageBackings.Emulator)]
    [InlineData(StorageBackings.Simulation)]
    public async Task Conditions_are_refused_by_status_and_code(string backing)
    {
        BlobContainerClient container = await NewContainerAsync(backing);
        BlobClient blob = container.GetBlobClient("b");
        BlobContentInfo first = await blob.UploadAsync(BinaryData.FromString("1"), overwrite: false);
        await blob.UploadAsync(BinaryData.FromString("2"), overwrite: true);

        Assert.Equal((409, "BlobAlreadyExists"), await RefusalAsync(() => blob.UploadAsync(BinaryData.FromString("3"), overwrite: false)));
        Assert.Equal((412, "ConditionNotMet"), await RefusalAsync(() => blob.DeleteAsync(
            conditions: new BlobRequestConditions { IfMatch = first.ETag })));
        Assert.Equal((404, "BlobNotFound"), await RefusalAsync(() => container.GetBlobClient("absent").DownloadContentAsync()));
        Assert.Equal((404, "ContainerNotFound"), await RefusalAsync(
            () => storage.Of(backing).Blobs.GetBlobContainerClient("absent").GetBlobClient("b").UploadAsync(BinaryData.FromString("1"))));
        Assert.False(await container.GetBlobClient("absent").DeleteIfExistsAsync());
        Assert.Equal("2", (await blob.DownloadContentAsync()).Value.Content.ToString());
        _ = await storage.Of(backing).Blobs.GetBlobContainerClient(container.Name).CreateIfNotExistsAsync();
    }

    [Theory]
    [InlineData(StorageBackings.Emulator)]
    [InlineData(StorageBackings.Simulation)]
    public async Task A_list_has_the_names_with_a_prefix_in_order(string backing)
    {
        BlobContainerClient container = await NewContainerAsync(backing);
        foreach (string name in Names)
        {
            await container.GetBlobClient(name).UploadAsync(BinaryData.FromString(name), new BlobUploadOptions
            {
                Metadata = new Dictionary<string, string> { ["n"] = "1" },
            });
        }

        List<BlobItem> found = await container.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, "a/", default).ToListAsync();
        List<Page<BlobItem>> pages = await container.GetBlobsAsync().AsPages(pageSizeHint: 2).ToListAsync();

        Assert.Equal(["a/1", "a/2 é"], found.Select(static item => item.Name));
        Assert.Equal(["1", "1"], found.Select(static item => item.Metadata["n"]));
        Assert.Equal([2, 1], pages.Select(static page => page.Values.Count));
    }

    [Theory]
    [InlineData(StorageBackings.Emulator)]
    [InlineData(StorageBackings.Simulation)]
    public async Task Blocks_become_visible_all_at_once(string backing)
    {
        BlobContainerClient container = await NewContainerAsync(backing);
        BlockBlobClient blob = container.GetBlockBlobClient("blocks");
        string[] ids = [.. ((string[])["1", "2"]).Select(static id => Convert.ToBase64String(Encoding.ASCII.GetBytes(id)))];

        foreach (string id in ids)
        {
            await blob.StageBlockAsync(id, new MemoryStream(Encoding.UTF8.GetBytes(id)));
        }

        Assert.Equal(404, (await RefusalAsync(() => blob.DownloadContentAsync())).Status);
        await blob.CommitBlockListAsync(ids);
        Assert.Equal(string.Concat(ids), (await blob.DownloadContentAsync()).Value.Content.ToString());
    }

    [Theory]
    [InlineData(StorageBackings.Emulator)]
    [InlineData(StorageBackings.Simulation)]
    public async Task A_lease_keeps_others_out_until_it_is_released(string backing)
    {
        BlobContainerClient container = await NewContainerAsync(backing);
        BlobClient blob = container.GetBlobClient("lock");
        await blob.UploadAsync(BinaryData.FromString("1"));
        BlobLeaseClient lease = blob.GetBlobLeaseClient();
        await lease.AcquireAsync(TimeSpan.FromSeconds(30));

        Assert.Equal((409, "LeaseAlreadyPresent"), await RefusalAsync(() => blob.GetBlobLeaseClient().AcquireAsync(TimeSpan.FromSeconds(30))));
        Assert.Equal((412, "LeaseIdMissing"), await RefusalAsync(() => blob.UploadAsync(BinaryData.FromString("2"), overwrite: true)));
        await lease.RenewAsync();
        await lease.ReleaseAsync();
        await blob.GetBlobLeaseClient().AcquireAsync(TimeSpan.FromSeconds(30));
    }

    private static async Task<(int Status, string? Code)> RefusalAsync(Func<Task> call)
    {
        RequestFailedException refused = await Assert.ThrowsAnyAsync<RequestFailedException>(call);
        return (refused.Status, refused.ErrorCode);
    }

    private async Task<BlobContainerClient> NewContainerAsync(string backing)
    {
        BlobContainerClient container = storage.Of(backing).Blobs.GetBlobContainerClient(storage.NewName());
        _ = await container.CreateAsync();
        return container;
    }
}
