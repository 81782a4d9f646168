using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Messages;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Messages.Reading;
using Pipeline.Faults.Notifications;

namespace Pipeline.Faults.Orders;

/// <summary>Readers around others, in which a mutant changes each message.</summary>
internal sealed class ChangedReaders(IMessageReaderDirectory readers, Func<OrderMessage, OrderMessage> change) : IMessageReaderDirectory, IOrderMessageReader
{
    private static readonly DateTimeOffset Middle = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public IOrderMessageReader For(string distributor) => this;

    public MessageReading Read(Stream body)
    {
        MessageReading reading = readers.For(PushEntrance.Distributor)!.Read(body);
        return reading with { Messages = [.. reading.Messages.Select(change)] };
    }

    /// <summary>Turns the times of snapshots over, so that the oldest wins.</summary>
    public static OrderMessage TurnSnapshot(OrderMessage message) =>
        message is OrderStatus { ChangedAt: { } time } status ? status with { ChangedAt = Turned(time) } : message;

    /// <summary>Turns the times of dispatch over, so that the first version wins.</summary>
    public static OrderMessage TurnDispatch(OrderMessage message) =>
        message is not OrderStatus && message.Origin.SentAt is { } time
            ? message with { Origin = message.Origin with { SentAt = Turned(time) } }
            : message;

    /// <summary>Reads a credit note as an invoice.</summary>
    public static OrderMessage Bill(OrderMessage message) =>
        message is Invoice invoice ? invoice with { Kind = InvoiceKind.Invoice } : message;

    /// <summary>Gives each version of an invoice a number of its own.</summary>
    public static OrderMessage Number(OrderMessage message) =>
        message is Invoice { Origin.SentAt: { } time } invoice
            ? invoice with { InvoiceNumber = $"{invoice.InvoiceNumber}-{time.Ticks}" }
            : message;

    private static DateTimeOffset Turned(DateTimeOffset time) => Middle - (time - Middle);
}
