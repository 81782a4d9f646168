using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Inbox;

namespace Pipeline.Storage.Notifications;

/// <summary>Erases bodies in the table and the container of <see cref="MessageInbox"/>.</summary>
/// <remarks>
/// The blob goes first, the row that names it last. Messages of one day with the same bytes share a blob; they are
/// repetitions of each other, and go together.
/// </remarks>
public sealed class MessageErasure : IMessageErasure, IDisposable
{
    /// <summary>Stands in place of the sentence of a reason.</summary>
    public const string ReasonText = "Erased with the body.";


    private readonly StorageTable table;
    private readonly MessageBodyStore bodies;

    /// <summary>Makes it; storage is touched at first use.</summary>
    public MessageErasure(TableServiceClient tables, BlobServiceClient blobs)
    {
        table = new StorageTable(tables, StorageNames.NotificationsTable);
        bodies = new MessageBodyStore(blobs);
    }

    /// <inheritdoc />
    public async Task<bool> EraseAsync(string id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (!MessageId.TryParse(id, out string known))
        {
            return false;
        }

        TableClient client = await table.GetAsync(cancellationToken);
        MessageKey key = MessageKey.Of(known);
        return await OptimisticWrite.RunAsync(async _ =>
        {
            NullableResponse<TableEntity> found =
                await client.GetEntityIfExistsAsync<TableEntity>(key.Partition, key.Row, null, cancellationToken);
            if (found.HasValue)
            {
                await EraseAsync(client, key, found.Value!, at, cancellationToken);
            }

            return found.HasValue;
        });
    }

    /// <inheritdoc />
    public void Dispose() => table.Dispose();

    private async Task EraseAsync(
        TableClient client, MessageKey key, TableEntity row, DateTimeOffset at, CancellationToken cancellationToken)
    {
        PushedMessage message = MessageRow.RecordOf(row);
        if (message.BodyErasedAt is not null)
        {
            return;
        }

        if (row.GetString(MessageRow.BlobColumn) is { } blob)
        {
            await bodies.RemoveAsync(blob, cancellationToken);
        }

        PushedMessage erased = message with
        {
            BodyErasedAt = at, Issue = null, ReasonCode = message.ReasonCode, Reason = message.Reason is null ? null : ReasonText,
        };
        _ = await client.UpdateEntityAsync(MessageRow.Of(key, erased), row.ETag, TableUpdateMode.Replace, cancellationToken);
    }
}
