using System.Text;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Notifications.Inbox;
using Pipeline.Core.Messages.Reading;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Orders.Erasure;

/// <summary>Finds the pushed messages that are about an order, also those that could not be read.</summary>
public sealed class MessagesOfOrder(
    IMessageInbox inbox, IMessageReaderDirectory readers, IOrderNumberStore numbers, IOrderStore orders)
{
    private const int PageSize = 500;

    /// <summary>Ids of handled messages about an order whose bodies can go.</summary>
    /// <remarks>
    /// Looks through the whole inbox. A message that was read says which orders it is about; one that was not counts when its
    /// text has a number of the order or one of the personal texts. A repetition goes with what it repeats. A message that is
    /// parked for another order, which still needs it, stays until it has been applied.
    /// </remarks>
    /// <param name="record">The order.</param>
    /// <param name="texts">Its personal texts.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<string>> ListAsync(
        OrderRecord record, PersonalTexts texts, CancellationToken cancellationToken)
    {
        List<string> ids = [];
        foreach (IGrouping<string, PurchaseOrder> ours in record.Order.PurchaseOrders.GroupBy(static order => order.Distributor))
        {
            Wanted wanted = new(record.Order.OrderId, [.. ours.SelectMany(NumbersOf)], texts);
            await AddAsync(ids, wanted, ours.Key, cancellationToken);
        }

        return ids;
    }

    /// <summary>The numbers under which an order is spoken of: its own and the distributor's.</summary>
    public static IEnumerable<string> NumbersOf(PurchaseOrder order) => order.Progress().DistributorOrderNumbers
        .Append(order.Number.Value).Concat(order.GivenDistributorOrderNumber is { } given ? [given] : []).Distinct(StringComparer.OrdinalIgnoreCase);

    private async Task AddAsync(List<string> ids, Wanted wanted, string distributor, CancellationToken cancellationToken)
    {
        List<PushedMessage> repetitions = [];
        string? cursor = null;
        do
        {
            Page<PushedMessage> page = await inbox.ListAsync(
                new MessageFilter(null, distributor), PageSize, cursor, cancellationToken);
            foreach (PushedMessage message in page.Items.Where(static item => item is { HandledAt: not null, BodyErasedAt: null }))
            {
                if (message is { DuplicateOf: not null, Orders.Count: 0 })
                {
                    repetitions.Add(message);
                }
                else if (await IsAboutAsync(message, wanted, cancellationToken))
                {
                    ids.Add(message.Id);
                }
            }

            cursor = page.Cursor;
        }
        while (cursor is not null);

        HashSet<string> found = [.. ids];
        foreach (PushedMessage message in repetitions)
        {
            // The first of them may have gone with its time, or in an earlier call.
            if (found.Contains(message.DuplicateOf!)
                || await inbox.FindAsync(message.DuplicateOf!, cancellationToken) is null or { BodyErasedAt: not null }
                    && await IsTextAboutAsync(message, wanted, cancellationToken))
            {
                ids.Add(message.Id);
            }
        }
    }

    private async Task<bool> IsAboutAsync(PushedMessage message, Wanted wanted, CancellationToken cancellationToken) =>
        message.Orders.Count == 0
            ? await IsTextAboutAsync(message, wanted, cancellationToken)
            : await IsAboutAsync(message, message.Orders, wanted, cancellationToken);

    private async Task<bool> IsAboutAsync(
        PushedMessage message, IReadOnlyList<string> named, Wanted wanted, CancellationToken cancellationToken)
    {
        if (!named.Any(wanted.Has))
        {
            return false;
        }

        foreach (string number in message.State == MessageState.Parked ? named.Where(number => !wanted.Has(number)) : [])
        {
            string? other = await numbers.FindAsync(message.Distributor, number, cancellationToken);
            if (other is null || await orders.FindAsync(other, cancellationToken) is not { Record.IsEnded: true })
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> IsTextAboutAsync(PushedMessage message, Wanted wanted, CancellationToken cancellationToken)
    {
        if (await inbox.ReadBodyAsync(message.Id, cancellationToken) is not { } body)
        {
            return false;
        }

        if (message.State == MessageState.Parked && readers.For(message.Distributor) is { } reader)
        {
            using MemoryStream stream = new(body, writable: false);
            MessageReading reading = reader.Read(stream);
            string[] named = [.. reading.Messages.SelectMany(static read => read.Orders).Distinct(StringComparer.Ordinal)];
            if (named.Length > 0)
            {
                return await IsAboutAsync(message, named, wanted, cancellationToken);
            }
        }

        return wanted.StandsIn(Encoding.UTF8.GetString(body))
            || wanted.StandsIn(Encoding.Latin1.GetString(body).Replace("\0", string.Empty, StringComparison.Ordinal));
    }

    private sealed record Wanted(string OrderId, IReadOnlyList<string> Numbers, PersonalTexts Texts)
    {
        public bool Has(string number) => Numbers.Contains(number, StringComparer.OrdinalIgnoreCase);

        public bool StandsIn(string text) =>
            Numbers.Any(number => text.Contains(number, StringComparison.OrdinalIgnoreCase)) || Texts.AreIn(text);
    }
}
