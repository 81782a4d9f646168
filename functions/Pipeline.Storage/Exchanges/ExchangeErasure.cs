using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Flows;

namespace Pipeline.Storage.Exchanges;

/// <summary>Erases bodies in the table and the container of <see cref="ExchangeStore"/>.</summary>
/// <remarks>
/// Order: what the bodies were (SHA-256) and the bodies of the row in one writing; the blobs, whose names still stand there;
/// then the row without names and with the time. Each writing carries the row's version.
/// </remarks>
public sealed class ExchangeErasure : IExchangeErasure, IDisposable
{
    /// <summary>Stands in place of the text of a fault.</summary>
    public const string FaultText = "Erased with the bodies.";

    private readonly StorageTable table;
    private readonly ExchangeBodyStore bodies;

    /// <summary>Makes it; storage is touched at first use.</summary>
    public ExchangeErasure(TableServiceClient tables, BlobServiceClient blobs)
    {
        table = new StorageTable(tables, StorageNames.ExchangesTable);
        bodies = new ExchangeBodyStore(blobs);
    }

    /// <inheritdoc />
    public async Task<bool> EraseAsync(string id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (!ExecutionId.TryParse(id, out string known))
        {
            return false;
        }

        TableClient client = await table.GetAsync(cancellationToken);
        return await OptimisticWrite.RunAsync(async _ =>
        {
            NullableResponse<TableEntity> found = await client.GetEntityIfExistsAsync<TableEntity>(
                ExchangeKeys.Partition, ExchangeKeys.RowOf(known), null, cancellationToken);
            if (found.HasValue)
            {
                await EraseAsync(client, found.Value!, at, cancellationToken);
            }

            return found.HasValue;
        });
    }

    /// <inheritdoc />
    public void Dispose() => table.Dispose();

    private async Task EraseAsync(TableClient client, TableEntity row, DateTimeOffset at, CancellationToken cancellationToken)
    {
        ExchangeHead head = ExchangeRow.HeadOf(row);
        if (head.BodyErasedAt is not null)
        {
            return;
        }

        string? kept = row.GetString(ExchangeRow.KeptRequestColumn);
        if (kept is not null)
        {
            // An earlier version kept the same body here too; recorded anew, the row names its blob no more.
            await bodies.RemoveAsync(head.Id, ExchangeRow.RequestColumn, cancellationToken);
        }

        ExchangeHead erased = head with
        {
            Fault = head.Fault is null ? null : FaultText,
            RequestSha256 = head.RequestSha256 ?? kept ?? await HashAsync(row, ExchangeRow.RequestColumn, cancellationToken),
            ResponseSha256 = head.ResponseSha256 ?? await HashAsync(row, ExchangeRow.ResponseColumn, cancellationToken),
        };
        ETag version = row.ETag;
        string? request = row.GetString(ExchangeRow.RequestBlobColumn);
        string? response = row.GetString(ExchangeRow.ResponseBlobColumn);
        if (request is not null || response is not null)
        {
            TableEntity named = ExchangeRow.Of(row.RowKey, erased);
            named[ExchangeRow.RequestBlobColumn] = request;
            named[ExchangeRow.ResponseBlobColumn] = response;
            version = await WriteAsync(client, named, version, erased, cancellationToken);
            await bodies.RemoveAsync(row, cancellationToken);
        }

        ExchangeHead done = erased with { BodyErasedAt = at };
        _ = await WriteAsync(client, ExchangeRow.Of(row.RowKey, done), version, done, cancellationToken);
    }

    private static async Task<ETag> WriteAsync(
        TableClient client, TableEntity row, ETag version, ExchangeHead head, CancellationToken cancellationToken)
    {
        List<TableTransactionAction> writes = [new(TableTransactionActionType.UpdateReplace, row, version)];
        if (head.Subject is { } subject)
        {
            writes.Add(new(TableTransactionActionType.UpsertReplace, ExchangeRow.Of(ExchangeKeys.RowOf(subject, head.Id), head)));
        }

        Response<IReadOnlyList<Response>> done = await client.SubmitTransactionAsync(writes, cancellationToken);
        return done.Value[0].Headers.ETag!.Value;
    }

    private async Task<string?> HashAsync(TableEntity row, string column, CancellationToken cancellationToken) =>
        await bodies.UnpackAsync(row, column, cancellationToken) is { } body ? Convert.ToHexStringLower(SHA256.HashData(body)) : null;
}
