using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

using Pipeline.Core.Channels.Offers;
using Pipeline.Core.Flows;
using Pipeline.Core.Offers.Sending;

namespace Pipeline.Storage.Offers;

/// <summary>Keeps imports of offers in the table <c>OfferImports</c>, a partition for each store; their files and reports in the container <c>imports</c>.</summary>
/// <remarks>
/// Row: the time of the id turned over, <c>|</c> and the id: the latest first. Blobs: <c>{store}/{id}/file</c>, <c>/offers</c>, and
/// <c>/reports/{code}</c> with what was read of it beside, all gzipped.
/// </remarks>
public sealed class OfferImportStore(TableServiceClient service, BlobServiceClient blobs) : IOfferImportStore, IDisposable
{
    /// <summary>Container of files and reports.</summary>
    public const string Container = "imports";

    private const string RecordColumn = "Record";
    private const string OpenColumn = "IsOpen";

    private readonly StorageTable table = new(service, StorageNames.OfferImportsTable);
    private readonly StorageContainer container = new(blobs, Container);

    /// <inheritdoc />
    public async Task AddAsync(OfferImport import, OfferFile file, IReadOnlyList<Offer> offers, CancellationToken cancellationToken)
    {
        await container.UploadAsync(BlobOf(import, "file"), GzipBytes.Pack(file.Content.Span), cancellationToken);
        await container.UploadAsync(
            BlobOf(import, "offers"), GzipBytes.Pack(JsonSerializer.SerializeToUtf8Bytes([.. offers], ListingJson.Default.OfferArray)), cancellationToken);
        TableClient client = await table.GetAsync(cancellationToken);
        _ = await client.UpsertEntityAsync(RowOf(import), TableUpdateMode.Replace, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<OfferImport?> FindAsync(string store, string id, CancellationToken cancellationToken) =>
        await ReadAsync(store, id, cancellationToken) is { } row ? RecordOf(row) : null;

    /// <inheritdoc />
    public Task<OfferImport> UpdateAsync(string store, string id, Func<OfferImport, OfferImport> change, CancellationToken cancellationToken) =>
        OptimisticWrite.RunAsync(async _ =>
        {
            TableEntity row = await ReadAsync(store, id, cancellationToken) ?? throw new KeyNotFoundException($"The store {store} has no import {id}.");
            OfferImport before = RecordOf(row);
            OfferImport after = change(before);
            if (!ReferenceEquals(before, after))
            {
                TableClient client = await table.GetAsync(cancellationToken);
                await client.UpdateEntityAsync(RowOf(after), row.ETag, TableUpdateMode.Replace, cancellationToken);
            }

            return after;
        });

    /// <inheritdoc />
    public async Task<IReadOnlyList<OfferImport>> ListOpenAsync(string store, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        List<OfferImport> open = [];
        await foreach (TableEntity row in client.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {store} and IsOpen eq true"), null, null, cancellationToken))
        {
            open.Insert(0, RecordOf(row));
        }

        return open;
    }

    /// <inheritdoc />
    public async Task<Core.Page<OfferImport>> ListAsync(string store, int limit, string? cursor, CancellationToken cancellationToken)
    {
        string after = cursor is null ? string.Empty : Core.Cursor.Read(cursor, static place => place.Length > 20 && place[19] == '|');
        TableClient client = await table.GetAsync(cancellationToken);
        return await TablePage.ReadAsync(
            client,
            TableClient.CreateQueryFilter($"PartitionKey eq {store} and RowKey gt {after}"),
            limit,
            null,
            static row => ValueTask.FromResult<OfferImport?>(RecordOf(row)),
            static import => KeyOf(import.Id),
            cancellationToken);
    }

    /// <inheritdoc />
    public async Task<OfferFile> ReadFileAsync(OfferImport import, CancellationToken cancellationToken) => new(
        import.FileName, import.ContentType, await ReadBlobAsync(BlobOf(import, "file"), cancellationToken), import.Lines);

    /// <inheritdoc />
    public async Task<IReadOnlyList<Offer>> ReadOffersAsync(OfferImport import, CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize(await ReadBlobAsync(BlobOf(import, "offers"), cancellationToken), ListingJson.Default.OfferArray)!;

    /// <inheritdoc />
    public async Task KeepReportAsync(OfferImport import, OfferImportReport report, CancellationToken cancellationToken)
    {
        await container.UploadAsync(BlobOf(import, $"reports/{report.Code}"), GzipBytes.Pack(report.Content.Span), cancellationToken);
        KeptReport kept = new(report.ContentType, [.. report.Rows]);
        await container.UploadAsync(
            BlobOf(import, $"reports/{report.Code}.rows"), GzipBytes.Pack(JsonSerializer.SerializeToUtf8Bytes(kept, OfferImportJson.Default.KeptReport)), cancellationToken);
    }

    /// <inheritdoc />
    public async Task<OfferImportReport?> FindReportAsync(OfferImport import, string code, CancellationToken cancellationToken)
    {
        if (!import.Reports.Contains(code, StringComparer.Ordinal))
        {
            return null;
        }

        KeptReport kept = JsonSerializer.Deserialize(
            await ReadBlobAsync(BlobOf(import, $"reports/{code}.rows"), cancellationToken), OfferImportJson.Default.KeptReport)!;
        return new OfferImportReport(code, kept.ContentType, await ReadBlobAsync(BlobOf(import, $"reports/{code}"), cancellationToken), kept.Rows);
    }

    /// <inheritdoc />
    public void Dispose() => table.Dispose();

    private static string BlobOf(OfferImport import, string name) => $"{import.Store}/{import.Id}/{name}";

    private static string KeyOf(string id) =>
        string.Create(CultureInfo.InvariantCulture, $"{long.MaxValue - ExecutionId.TimeOf(id).ToUnixTimeMilliseconds():D19}|{id}");

    private static TableEntity RowOf(OfferImport import) => new(import.Store, KeyOf(import.Id))
    {
        [OpenColumn] = import.IsOpen,
        [RecordColumn] = JsonSerializer.Serialize(import, OfferImportJson.Default.OfferImport),
    };

    private static OfferImport RecordOf(TableEntity row)
    {
        OfferImport import = JsonSerializer.Deserialize(row.GetString(RecordColumn)!, OfferImportJson.Default.OfferImport)!;
        return import with { Reports = import.Reports ?? [] };
    }

    private async Task<byte[]> ReadBlobAsync(string blob, CancellationToken cancellationToken) =>
        await container.ReadAsync(blob, cancellationToken) ?? throw new InvalidOperationException($"The blob {Container}/{blob} is gone.");

    private async Task<TableEntity?> ReadAsync(string store, string id, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(id, "N", out _))
        {
            return null;
        }

        TableClient client = await table.GetAsync(cancellationToken);
        NullableResponse<TableEntity> found = await client.GetEntityIfExistsAsync<TableEntity>(store, KeyOf(id), null, cancellationToken);
        return found.HasValue ? found.Value : null;
    }
}
