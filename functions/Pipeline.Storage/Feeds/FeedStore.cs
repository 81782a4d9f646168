using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds;
using Pipeline.Storage.Catalog;

namespace Pipeline.Storage.Feeds;

/// <summary>Where feeds stand and what became of files, in Table storage; comparisons' details in Blob storage.</summary>
public sealed class FeedStore(TableServiceClient tables, BlobServiceClient blobs) : IFeedStore
{
    private readonly TableClient feeds = tables.GetTableClient(FeedKeys.Feeds);
    private readonly TableClient files = tables.GetTableClient(FeedKeys.Files);
    private readonly BlobContainerClient details = blobs.GetBlobContainerClient(FeedKeys.Details);
    private bool created;

    /// <inheritdoc/>
    public async Task<FeedRecord> ReadAsync(FeedId feed, CancellationToken cancellationToken) =>
        RecordOf(feed, await FindAsync(feed, cancellationToken));

    /// <inheritdoc/>
    public async IAsyncEnumerable<FeedRecord> ReadAllAsync(
        string? distributor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await CreateAsync(cancellationToken);
        string? filter = distributor is null ? null : TableClient.CreateQueryFilter($"PartitionKey eq {TableKeys.Escape(distributor)}");
        await foreach (TableEntity entity in feeds.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            if (FeedId.TryParse(TableKeys.Unescape(entity.PartitionKey), entity.RowKey, out FeedId feed))
            {
                yield return FeedColumns.Record(feed, entity);
            }
        }
    }

    /// <inheritdoc/>
    public async Task UpdateAsync(FeedId feed, Func<FeedRecord, FeedRecord> change, CancellationToken cancellationToken)
    {
        await CreateAsync(cancellationToken);
        await OptimisticWrite.RunAsync(async turn =>
        {
            TableEntity? before = await FindAsync(feed, cancellationToken);
            TableEntity after = FeedColumns.Entity(change(RecordOf(feed, before)));
            _ = before is null
                ? await feeds.AddEntityAsync(after, cancellationToken)
                : await feeds.UpdateEntityAsync(after, before.ETag, TableUpdateMode.Replace, cancellationToken);
        });
    }

    /// <inheritdoc/>
    public async Task<string> WriteDetailAsync(
        FeedId feed, long sequence, string executionId, AcceptedDetail detail, CancellationToken cancellationToken)
    {
        _ = await details.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        string name = FormattableString.Invariant($"{feed}/{sequence:D10}-{executionId}.json");
        var json = BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(detail, FeedJson.Default.AcceptedDetail));
        _ = await details.GetBlobClient(name).UploadAsync(json, overwrite: true, cancellationToken);
        return name;
    }

    /// <inheritdoc/>
    public async Task<AcceptedDetail?> ReadDetailAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            Response<Azure.Storage.Blobs.Models.BlobDownloadResult> found =
                await details.GetBlobClient(name).DownloadContentAsync(cancellationToken);
            return JsonSerializer.Deserialize(found.Value.Content.ToMemory().Span, FeedJson.Default.AcceptedDetail);
        }
        catch (Exception e) when (e is RequestFailedException { Status: 404 } or JsonException)
        {
            // Gone or damaged: the next file is read in full.
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<FeedFile?> FindFileAsync(FeedId feed, string blob, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> found = await files.GetEntityIfExistsAsync<TableEntity>(
            FeedKeys.FilesPartition(feed), FeedKeys.FileRow(feed, blob), cancellationToken: cancellationToken);
        return found.HasValue ? FeedColumns.File(feed, found.Value!) : null;
    }

    /// <inheritdoc/>
    public async Task WriteFileAsync(FeedFile file, CancellationToken cancellationToken)
    {
        await CreateAsync(cancellationToken);
        _ = await files.UpsertEntityAsync(FeedColumns.Entity(file), TableUpdateMode.Replace, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<FeedFile?> FindLastSettledAsync(FeedId feed, CancellationToken cancellationToken) =>
        await ReadFilesAsync(feed, pageSize: 5, cancellationToken).FirstOrDefaultAsync(
            static file => file.IsSettled, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<FeedFile> ReadFilesAsync(FeedId feed, CancellationToken cancellationToken) =>
        ReadFilesAsync(feed, pageSize: null, cancellationToken);

    private async IAsyncEnumerable<FeedFile> ReadFilesAsync(
        FeedId feed, int? pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await CreateAsync(cancellationToken);
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {FeedKeys.FilesPartition(feed)}");
        await foreach (TableEntity entity in files.QueryAsync<TableEntity>(filter, pageSize, select: null, cancellationToken))
        {
            yield return FeedColumns.File(feed, entity);
        }
    }

    private static FeedRecord RecordOf(FeedId feed, TableEntity? row) =>
        row is null ? new FeedRecord { Feed = feed } : FeedColumns.Record(feed, row);

    private async Task<TableEntity?> FindAsync(FeedId feed, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> found = await feeds.GetEntityIfExistsAsync<TableEntity>(
            TableKeys.Escape(feed.Distributor), feed.KindName, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        if (!created)
        {
            _ = await feeds.CreateIfNotExistsAsync(cancellationToken);
            _ = await files.CreateIfNotExistsAsync(cancellationToken);
            created = true;
        }
    }
}
