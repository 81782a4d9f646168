using System.Text.Json;
using Azure.Data.Tables;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Inbox;

namespace Pipeline.Storage.Notifications;

/// <summary>Rows of the table of messages: the record is one JSON column, the columns beside it serve filters.</summary>
internal static class MessageRow
{
    public const string BodyColumn = "Body";
    public const string BlobColumn = "Blob";
    private const string StateColumn = "State";
    private const string DistributorColumn = "Distributor";
    private const string RecordColumn = "Record";

    /// <summary>What frame, keys and small columns add to a request.</summary>
    private const int Overhead = 1024;

    /// <summary>All columns but the body.</summary>
    public static IReadOnlyList<string> WithoutBody { get; } = ["PartitionKey", "RowKey", BlobColumn, RecordColumn];

    public static TableEntity Of(MessageKey key, PushedMessage notification) => new(key.Partition, key.Row)
    {
        [StateColumn] = MessageQuery.Spell(notification.State),
        [DistributorColumn] = notification.Distributor,
        [RecordColumn] = JsonSerializer.Serialize(notification, MessageJson.Default.PushedMessage),
    };

    public static PushedMessage RecordOf(TableEntity row) =>
        JsonSerializer.Deserialize(row.GetString(RecordColumn)!, MessageJson.Default.PushedMessage)!;

    public static TableEntity PointerOf(PushedMessage notification, IReadOnlyList<string> waitsFor) =>
        new(MessageKey.ParkedPartition, notification.Id)
        {
            [RecordColumn] = JsonSerializer.Serialize(
                new ParkedMessage(notification.Id, notification.Distributor, waitsFor) { ReceivedAt = notification.ReceivedAt },
                MessageJson.Default.ParkedMessage),
        };

    public static ParkedMessage PointerOf(TableEntity pointer)
    {
        ParkedMessage parked =
            JsonSerializer.Deserialize(pointer.GetString(RecordColumn)!, MessageJson.Default.ParkedMessage)!;
        // An earlier version did not write the time; the id carries it to the millisecond.
        return parked.ReceivedAt == default ? parked with { ReceivedAt = MessageId.TimeOf(parked.Id) } : parked;
    }

    /// <summary>About how many bytes a row is in a request: the body is sent in base64.</summary>
    public static int SizeOf(TableEntity row) =>
        Overhead + (2 * row.GetString(RecordColumn)!.Length) + ((row.GetBinary(BodyColumn)?.Length ?? 0) * 4 / 3);
}
