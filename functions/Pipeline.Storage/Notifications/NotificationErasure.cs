using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Inbox;

namespace Pipeline.Storage.Notifications;

/// <summary>Erases bodies in the table and the container of <see cref="NotificationInbox"/>.</summary>
/// <remarks>
/// The blob goes first, the row that names it last. Messages of one day with the same bytes share a blob; they are
/// repetitions of each other, and go together.
/// </remarks>
public sealed class NotificationErasure : INotificationErasure, IDisposable
{
    /// <summary>Stands in place of the sentence of a reason.</summary>
    public const string ReasonText = "Erased with the body.";


    private readonly StorageTable table;
    private readonly NotificationBodies bodies;

    /// <summary>Makes it; storage is touched at first use.</summary>
    public NotificationErasure(TableServiceClient tables, BlobServiceClient blobs)
    {
        table = new StorageTable(tables, StorageNames.NotificationsTable);
        bodies = new NotificationBodies(blobs);
    }

    /// <inheritdoc />
    public async Task<bool> EraseAsync(string id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (!NotificationId.TryParse(id, out string known))
        {
            return false;
        }

        TableClient client = await table.GetAsync(cancellationToken);
        NotificationKey key = NotificationKey.Of(known);
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
        TableClient client, NotificationKey key, TableEntity row, DateTimeOffset at, CancellationToken cancellationToken)
    {
        Notification message = NotificationRow.RecordOf(row);
        if (message.BodyErasedAt is not null)
        {
            return;
        }

        if (row.GetString(NotificationRow.BlobColumn) is { } blob)
        {
            await bodies.RemoveAsync(blob, cancellationToken);
        }

        Notification erased = message with
        {
            BodyErasedAt = at, Issue = null, ReasonCode = message.ReasonCode, Reason = message.Reason is null ? null : ReasonText,
        };
        _ = await client.UpdateEntityAsync(NotificationRow.Of(key, erased), row.ETag, TableUpdateMode.Replace, cancellationToken);
    }
}
