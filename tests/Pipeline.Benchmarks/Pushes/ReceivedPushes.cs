using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Admission;
using Pipeline.Core.Notifications.Inbox;
using Pipeline.Storage;

namespace Pipeline.Benchmarks.Pushes;

/// <summary>What the app does with a push once it knows the sender: examine, make durable, announce.</summary>
internal sealed class ReceivedPushes(IMessageInbox inbox, TableServiceClient tables, QueueServiceClient queues)
{
    private const int BodyBytes = 3000;
    private int number;

    /// <summary>Receives a message of its own; ends when it would be acknowledged.</summary>
    public async Task ReceiveAsync()
    {
        byte[] body = Body(Interlocked.Increment(ref number));
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        PushedMessage notification = new()
        {
            Id = MessageId.New(now),
            Distributor = "ingram-micro",
            ReceivedAt = now,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(body)),
            SizeBytes = body.Length,
            ContentType = "text/xml",
            Root = XmlAdmission.Examine(body, "text/xml").Root,
            State = MessageState.Accepted,
        };
        await inbox.AddAsync(notification, body, CancellationToken.None);
    }

    /// <summary>Takes away what was stored and announced.</summary>
    public async Task TakeAwayAsync()
    {
        TableClient table = tables.GetTableClient(StorageNames.NotificationsTable);
        List<TableEntity> rows = await table.QueryAsync<TableEntity>(select: ["PartitionKey", "RowKey"]).ToListAsync();
        foreach (TableEntity[] some in rows.Chunk(100))
        {
            _ = await table.SubmitTransactionAsync(some.Select(static row => new TableTransactionAction(TableTransactionActionType.Delete, row)));
        }

        _ = await queues.GetQueueClient(StorageNames.NotificationsQueue).ClearMessagesAsync();
    }

    private static byte[] Body(int number)
    {
        string head = string.Create(
            CultureInfo.InvariantCulture,
            $"<DespatchAdvice><DespatchAdviceHeader><DespatchAdviceNumber>{number:D10}</DespatchAdviceNumber></DespatchAdviceHeader><Text>");
        return Encoding.UTF8.GetBytes(head + new string('x', BodyBytes - head.Length) + "</Text></DespatchAdvice>");
    }
}
