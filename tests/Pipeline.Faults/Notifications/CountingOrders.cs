using Azure;
using Azure.Data.Tables;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Messages;
using Pipeline.Core.Messages.Reading;
using Pipeline.Storage;

namespace Pipeline.Faults.Notifications;

/// <summary>Orders that count the versions of documents merged into them, each exactly once.</summary>
/// <remarks>
/// Table <c>CountingOrders</c>: partition = order; row <c>order</c> exists when the order is known and holds the count, row
/// <c>document-{fingerprint}</c> marks what is counted. Both are written in one transaction.
/// </remarks>
public sealed class CountingOrders(TableServiceClient tables, Mutation mutation) : IMessageHandler, IDisposable
{
    /// <summary>Name of the table.</summary>
    public const string Table = "CountingOrders";

    /// <summary>Row of the order itself.</summary>
    public const string OrderRow = "order";

    /// <summary>Column of the count.</summary>
    public const string CountColumn = "Count";

    private const int Attempts = 20;

    private readonly StorageTable table = new(tables, Table);

    /// <summary>Makes an order known. May be repeated.</summary>
    public async Task LearnAsync(string order, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        _ = await client.UpsertEntityAsync(new TableEntity(order, OrderRow), TableUpdateMode.Merge, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<MessageOutcome> HandleAsync(
        PushedMessage notification, MessageReading reading, CancellationToken cancellationToken)
    {
        List<string> unknown = [];
        foreach (OrderMessage message in reading.Messages)
        {
            foreach (string order in message.Orders)
            {
                if (!await MergeAsync(order, message.Fingerprint(), cancellationToken))
                {
                    unknown.Add(order);
                }
            }
        }

        return new MessageOutcome(unknown);
    }

    /// <inheritdoc />
    public void Dispose() => table.Dispose();

    private async Task<bool> MergeAsync(string order, string fingerprint, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            NullableResponse<TableEntity> found =
                await client.GetEntityIfExistsAsync<TableEntity>(order, OrderRow, null, cancellationToken);
            if (!found.HasValue)
            {
                return false;
            }

            TableEntity counted = new(order, OrderRow) { [CountColumn] = (found.Value!.GetInt32(CountColumn) ?? 0) + 1 };
            List<TableTransactionAction> actions = [new(TableTransactionActionType.UpdateMerge, counted, found.Value.ETag)];
            if (mutation.MarksMerges)
            {
                actions.Add(new(TableTransactionActionType.Add, new TableEntity(order, $"document-{fingerprint}")));
            }

            try
            {
                _ = await client.SubmitTransactionAsync(actions, cancellationToken);
                return true;
            }
            catch (TableTransactionFailedException there) when (there.Status == 409)
            {
                return true;
            }
            catch (TableTransactionFailedException changed) when (changed.Status == 412)
            {
                if (await IsMarkedAsync(client, order, fingerprint, cancellationToken))
                {
                    return true;
                }
            }
        }

        throw new TimeoutException($"Order {order} is changed by others all the time.");
    }

    private static async Task<bool> IsMarkedAsync(TableClient client, string order, string fingerprint, CancellationToken cancellationToken) =>
        (await client.GetEntityIfExistsAsync<TableEntity>(order, $"document-{fingerprint}", ["RowKey"], cancellationToken)).HasValue;
}
