using System.Security.Cryptography;
using Azure.Data.Tables;
using Pipeline.Core.Issues;
using Pipeline.Core.Notifications;
using Pipeline.Faults.Ledgers;
using Pipeline.Faults.Storage;
using Pipeline.Storage;
using Pipeline.Storage.Notifications;

namespace Pipeline.Faults.Notifications;

/// <summary>The books of pushed messages: what was acknowledged is there, once, whole, handled, and has had its effect once.</summary>
public sealed class NotificationAudit(PushDay day, PushingPartner partner, StorageClients storage, Ledger ledger)
{
    private readonly Dictionary<string, PushedDocument> documents = day.Pushes
        .Select(static push => push.Document).DistinctBy(static document => document.Sha256)
        .ToDictionary(static document => document.Sha256, StringComparer.Ordinal);

    /// <summary>Runs every rule.</summary>
    public async Task RunAsync()
    {
        await using MessageInbox inbox = new(storage.Tables, storage.Blobs, new MessageQueue(storage.Queues));
        List<TableEntity> rows = await RowsAsync();
        List<PushedMessage> messages = [];
        foreach (string id in rows.Where(static row => row.PartitionKey != "parked").Select(static row => Turned(row.RowKey)).Distinct())
        {
            messages.Add((await inbox.FindAsync(id, CancellationToken.None))!);
        }

        CheckAcknowledged(messages);
        CheckRows(rows, messages);
        foreach (PushedMessage message in messages)
        {
            await CheckBodyAsync(inbox, message);
        }

        foreach (IGrouping<string, PushedMessage> arrivals in messages.GroupBy(static message => message.Sha256))
        {
            CheckFate(documents[arrivals.Key], [.. arrivals]);
        }

        await CheckEffectsAsync(messages);
        ledger.Count("acknowledged", partner.Acknowledged.Count);
        ledger.Count("given up", partner.GivenUp);
        foreach (PushedMessage message in messages)
        {
            ledger.Count(message.State.ToString());
        }
    }

    private void CheckAcknowledged(List<PushedMessage> messages)
    {
        foreach ((PushedDocument document, string? id) in partner.Acknowledged)
        {
            ledger.Check(
                messages.Exists(message => message.Sha256 == document.Sha256 && (id is null || message.Id == id)),
                "acknowledged is stored", $"message {id} with body {document.Sha256[..8]} was acknowledged and is not there");
        }

        foreach (PushedDocument document in partner.Refused)
        {
            ledger.Check(
                messages.Exists(message => message.Sha256 == document.Sha256 && message.State is MessageState.Quarantined),
                "refused is quarantined", $"body {document.Sha256[..8]} was refused and is not kept");
        }
    }

    private void CheckRows(List<TableEntity> rows, List<PushedMessage> messages)
    {
        ledger.Check(
            rows.TrueForAll(static row => row.PartitionKey != "arrivals"), "nothing waits for its turn", "a row stands among the arrivals");
        ledger.Check(messages.TrueForAll(static message => message.HandledAt is not null), "all is handled", "a message is not");
        string[] waiting = [.. messages.Where(static message => message.ReasonCode == IssueCodes.OrderUnknown).Select(static message => message.Id).Order()];
        string[] pointers = [.. rows.Where(static row => row.PartitionKey == "parked").Select(static row => row.RowKey).Order()];
        ledger.Check(
            waiting.SequenceEqual(pointers), "what waits for an order can be found",
            $"{waiting.Length} messages wait, {pointers.Length} pointers lead to them");
    }

    private async Task CheckBodyAsync(MessageInbox inbox, PushedMessage message)
    {
        byte[]? body = await inbox.ReadBodyAsync(message.Id, CancellationToken.None);
        ledger.Check(
            body is not null && Convert.ToHexStringLower(SHA256.HashData(body)) == message.Sha256,
            "the body is readable", $"the body of {message.Id} is {(body is null ? "not there" : "another")}");
    }

    private void CheckFate(PushedDocument document, PushedMessage[] arrivals)
    {
        MessageState wanted = document.Fate switch
        {
            DocumentFate.Merged => MessageState.Accepted,
            DocumentFate.Parked => MessageState.Parked,
            _ => MessageState.Quarantined,
        };
        int firsts = arrivals.Count(message => message.State == wanted);
        int duplicates = arrivals.Count(static message => message.State is MessageState.Duplicate);
        bool isRight = wanted is MessageState.Quarantined ? firsts == arrivals.Length : firsts == 1 && duplicates == arrivals.Length - 1;
        ledger.Check(
            isRight, "one arrival counts, the others repeat it",
            $"body {document.Sha256[..8]} must be {wanted} once, and is {string.Join(", ", arrivals.Select(static message => $"{message.State} {message.ReasonCode}"))}");
        ledger.Check(
            arrivals.Where(static message => message.State is MessageState.Duplicate)
                .All(duplicate => Array.Exists(arrivals, message => message.Id == duplicate.DuplicateOf)),
            "a duplicate names the first", $"a duplicate of body {document.Sha256[..8]} names another message");
    }

    private async Task CheckEffectsAsync(List<PushedMessage> messages)
    {
        TableClient orders = storage.Tables.GetTableClient(CountingOrders.Table);
        foreach ((_, string order) in day.Learnings)
        {
            int wanted = messages.Select(static message => message.Sha256).Distinct().Count(sha => documents[sha].Order == order);
            TableEntity? row = (await orders.GetEntityIfExistsAsync<TableEntity>(order, CountingOrders.OrderRow)) is { HasValue: true } found
                ? found.Value
                : null;
            int counted = row?.GetInt32(CountingOrders.CountColumn) ?? 0;
            ledger.Check(counted == wanted, "each version counts once", $"order {order} counts {counted} of {wanted} versions");
        }
    }

    private async Task<List<TableEntity>> RowsAsync()
    {
        List<TableEntity> rows = [];
        TableClient table = storage.Tables.GetTableClient(StorageNames.NotificationsTable);
        _ = await table.CreateIfNotExistsAsync();
        await foreach (TableEntity row in table.QueryAsync<TableEntity>((string?)null, null, ["PartitionKey", "RowKey"]))
        {
            rows.Add(row);
        }

        return rows;
    }

    private static string Turned(string row) => string.Concat(row.Select(static digit => "fedcba9876543210"[Convert.ToInt32(digit.ToString(), 16)]));
}
