using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Storage.Orders;

/// <summary>Keeps invoices in the table <c>Invoices</c>, large ones in the container <c>invoices</c>.</summary>
/// <remarks>
/// Keys: see <see cref="InvoiceKeys"/>. The row that says where an invoice stands is replaced in each transaction under
/// its version, so that of two writers one decides again on what the other has stored.
/// </remarks>
public sealed class InvoiceStore : IInvoiceStore, IDisposable
{
    private const string RowColumn = "Row";
    private const string WritingColumn = "Writing";
    private const string IdColumn = "Id";
    private const string DistributorColumn = "Distributor";
    private const string ChangedColumn = "ChangedAt";
    private const int LookLimit = 20;

    /// <summary>Invoices that are looked at for one page of which only some are wanted; each is a document.</summary>
    private const int SiftedLimit = 500;

    private readonly StorageTable table;
    private readonly RowDocumentStore documents;
    private readonly TimeProvider clock;

    /// <summary>Makes it; storage is touched at first use.</summary>
    public InvoiceStore(TableServiceClient tables, BlobServiceClient blobs, TimeProvider clock)
    {
        table = new StorageTable(tables, StorageNames.InvoicesTable);
        documents = new RowDocumentStore(blobs, StorageNames.InvoicesContainer);
        this.clock = clock;
    }

    /// <inheritdoc />
    /// <remarks>
    /// Of two versions the one stays that <see cref="Core.Messages.OrderMessage.IsNewerThan"/> prefers; of the same
    /// version the later record, if it differs in more than the time: a repetition changes nothing. A record without an
    /// exchange or a decision keeps the one that is there: a writer that does not know of it may be late.
    /// </remarks>
    /// <exception cref="ArgumentException">The id is too long.</exception>
    public Task<InvoicePut> PutAsync(InvoiceRecord invoice, CancellationToken cancellationToken) => OptimisticWrite.RunAsync(async _ =>
    {
        Stand? stand = await FindStandAsync(invoice.Id, cancellationToken);
        InvoiceRecord wanted = invoice.Beside(stand?.Record);
        if (stand is not null && !Supersedes(wanted, stand.Record))
        {
            return new InvoicePut(stand.Record, stand.Record);
        }

        await WriteAsync(stand, wanted, cancellationToken);
        return new InvoicePut(wanted, stand?.Record);
    });

    /// <inheritdoc />
    public async Task<InvoiceRecord?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await FindStandAsync(id, cancellationToken))?.Record;

    /// <inheritdoc />
    public async Task<Core.Page<InvoiceRecord>> ListAsync(
        InvoiceFilter filter, int limit, string? cursor, CancellationToken cancellationToken)
    {
        string query = QueryOf(filter, cursor);
        TableClient client = await table.GetAsync(cancellationToken);
        bool isSifted = filter.Differs is not null || filter.Currency is not null;
        return await TablePage.ReadAsync<InvoiceRecord>(
            client,
            query,
            limit,
            null,
            async row => await ReadAsync(row, cancellationToken),
            null,
            isSifted ? new TableSieve<InvoiceRecord>(filter.Includes, SiftedLimit) : null,
            cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose() => table.Dispose();

    private static bool Supersedes(InvoiceRecord invoice, InvoiceRecord stored) =>
        !stored.Invoice.IsNewerThan(invoice.Invoice)
        && !OrderRecordJson.Write(invoice).AsSpan().SequenceEqual(OrderRecordJson.Write(stored with { ChangedAt = invoice.ChangedAt }));

    private static string QueryOf(InvoiceFilter filter, string? cursor)
    {
        List<string> conditions = [.. InvoiceKeys.Conditions(filter, cursor)];
        if (filter.Distributor is not null)
        {
            conditions.Add(TableClient.CreateQueryFilter($"Distributor eq {filter.Distributor}"));
        }

        if (filter.ChangedSince is { } since)
        {
            conditions.Add(TableClient.CreateQueryFilter($"ChangedAt ge {since}"));
        }

        return string.Join(" and ", conditions.Select(static condition => $"({condition})"));
    }

    private async Task<Stand?> FindStandAsync(string id, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        for (int looks = 0; InvoiceKeys.TryPlaceOf(id, out string place); looks++)
        {
            if (await FindRowAsync(client, place, cancellationToken) is not { } pointer)
            {
                return null;
            }

            // It may move, and its blob go, between two reads: look again.
            if (await FindRowAsync(client, pointer.GetString(RowColumn)!, cancellationToken) is { } row
                && await documents.UnpackAsync(row, cancellationToken) is { } json)
            {
                return new Stand(pointer, row, OrderRecordJson.ReadInvoice(json));
            }

            if (looks == LookLimit)
            {
                throw new InvalidDataException($"Invoice {id} should be in row {pointer.GetString(RowColumn)}, where it is not.");
            }
        }

        return null;
    }

    private async Task<InvoiceRecord?> ReadAsync(TableEntity row, CancellationToken cancellationToken) =>
        await documents.UnpackAsync(row, cancellationToken) is { } json
            ? OrderRecordJson.ReadInvoice(json)
            : await FindAsync(row.GetString(IdColumn)!, cancellationToken);

    private async Task WriteAsync(Stand? before, InvoiceRecord invoice, CancellationToken cancellationToken)
    {
        if (!InvoiceKeys.TryPlaceOf(invoice.Id, out string place))
        {
            throw new ArgumentException($"'{invoice.Id}' is too long for the id of an invoice.", nameof(invoice));
        }

        string writing = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
        TableEntity row = RowOf(invoice);
        string folder = $"{place}/";
        string? blob = await documents.PackAsync(row, $"{folder}{writing}.json.gz", OrderRecordJson.Write(invoice), cancellationToken);
        TableEntity pointer = new(InvoiceKeys.Partition, place) { [RowColumn] = row.RowKey, [WritingColumn] = writing };
        TableClient client = await table.GetAsync(cancellationToken);
        try
        {
            _ = await client.SubmitTransactionAsync(ActionsOf(before, pointer, row), cancellationToken);
        }
        catch (RequestFailedException refused) when (refused.Status is 404 or 409 or 412)
        {
            TableEntity? there = await FindRowAsync(client, place, cancellationToken);
            if (there?.GetString(WritingColumn) != writing)
            {
                await documents.RemoveAsync(blob, cancellationToken);
                throw;
            }
        }

        await documents.RemoveAsync(before is null ? null : RowDocumentStore.BlobOf(before.Row), cancellationToken);
        if (blob is not null)
        {
            await documents.RemoveLeftAsync(folder, blob, clock.GetUtcNow() - RowDocumentStore.LeftAge, cancellationToken);
        }
    }

    private static TableEntity RowOf(InvoiceRecord invoice) => new(InvoiceKeys.Partition, InvoiceKeys.RowOf(invoice))
    {
        [IdColumn] = invoice.Id,
        [DistributorColumn] = invoice.Distributor,
        [ChangedColumn] = invoice.ChangedAt,
    };

    private static List<TableTransactionAction> ActionsOf(Stand? before, TableEntity pointer, TableEntity row)
    {
        if (before is null)
        {
            return [new(TableTransactionActionType.Add, pointer), new(TableTransactionActionType.UpsertReplace, row)];
        }

        List<TableTransactionAction> actions =
        [
            new(TableTransactionActionType.UpdateReplace, pointer, before.Pointer.ETag),
            new(TableTransactionActionType.UpsertReplace, row),
        ];
        if (before.Row.RowKey != row.RowKey)
        {
            actions.Add(new(TableTransactionActionType.Delete, before.Row));
        }

        return actions;
    }

    private static async Task<TableEntity?> FindRowAsync(TableClient client, string row, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> found =
            await client.GetEntityIfExistsAsync<TableEntity>(InvoiceKeys.Partition, row, null, cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    private sealed record Stand(TableEntity Pointer, TableEntity Row, InvoiceRecord Record);
}
