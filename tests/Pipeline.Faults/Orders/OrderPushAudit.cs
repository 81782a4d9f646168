using Azure.Data.Tables;
using Pipeline.Core.Notifications;
using Pipeline.Faults.Ledgers;
using Pipeline.Faults.Notifications;
using Pipeline.Faults.Storage;
using Pipeline.Storage;
using Pipeline.Storage.Notifications;

namespace Pipeline.Faults.Orders;

/// <summary>The books of the messages about orders: what was acknowledged is stored, handled, and joined with its order once.</summary>
public sealed class OrderPushAudit(MessagePost post, StorageClients storage, Ledger ledger)
{
    private readonly Dictionary<string, PushedDocument> documents = post.Sent
        .DistinctBy(static document => document.Sha256).ToDictionary(static document => document.Sha256, StringComparer.Ordinal);

    /// <summary>Runs every rule.</summary>
    public async Task RunAsync()
    {
        await using MessageInbox inbox = new(storage.Tables, storage.Blobs, new MessageQueue(storage.Queues));
        TableClient table = storage.Tables.GetTableClient(StorageNames.NotificationsTable);
        _ = await table.CreateIfNotExistsAsync();
        List<TableEntity> rows = [];
        await foreach (TableEntity row in table.QueryAsync<TableEntity>((string?)null, null, ["PartitionKey", "RowKey"]))
        {
            rows.Add(row);
        }

        List<PushedMessage> messages = [];
        foreach (string id in rows.Where(static row => row.PartitionKey != "parked").Select(static row => Turned(row.RowKey)).Distinct())
        {
            messages.Add((await inbox.FindAsync(id, CancellationToken.None))!);
        }

        Check(rows, messages);
        ledger.Count("acknowledged", post.Acknowledged.Count);
        ledger.Count("given up", post.GivenUp);
    }

    private void Check(List<TableEntity> rows, List<PushedMessage> messages)
    {
        foreach ((PushedDocument document, string? id) in post.Acknowledged)
        {
            ledger.Check(
                messages.Exists(message => message.Sha256 == document.Sha256 && (id is null || message.Id == id)),
                "acknowledged is stored", $"message {id} with body {document.Sha256[..8]} was acknowledged and is not there");
        }

        ledger.Check(rows.TrueForAll(static row => row.PartitionKey != "arrivals"), "nothing waits for its turn", "a row stands among the arrivals");
        ledger.Check(rows.TrueForAll(static row => row.PartitionKey != "parked"), "nothing waits for its order", "a message is parked");
        ledger.Check(messages.TrueForAll(static message => message.HandledAt is not null), "all is handled", "a message is not");
        foreach (IGrouping<string, PushedMessage> arrivals in messages.GroupBy(message => documents[message.Sha256].Says))
        {
            MessageState wanted = documents[arrivals.First().Sha256].Fate is DocumentFate.Quarantined
                ? MessageState.Quarantined
                : MessageState.Accepted;
            int firsts = arrivals.Count(message => message.State == wanted);
            int duplicates = arrivals.Count(static message => message.State is MessageState.Duplicate);

            // What is dated anew and had to wait for its order counts by its date.
            int dates = arrivals.Select(static message => message.Sha256).Distinct().Count();
            ledger.Check(
                wanted is MessageState.Quarantined
                    ? firsts == arrivals.Count()
                    : firsts >= 1 && firsts <= dates && firsts + duplicates == arrivals.Count(),
                "one arrival counts, the others repeat it",
                $"body {arrivals.First().Sha256[..8]} must be {wanted} once, and is {string.Join(", ", arrivals.Select(static message => $"{message.State} {message.ReasonCode}"))}");
        }
    }

    private static string Turned(string row) => string.Concat(row.Select(static digit => "fedcba9876543210"[Convert.ToInt32(digit.ToString(), 16)]));
}
