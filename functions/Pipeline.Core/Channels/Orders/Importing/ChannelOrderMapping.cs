using Pipeline.Core.Issues;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sales;
using Pipeline.Core.Orders.Selling;

namespace Pipeline.Core.Channels.Orders.Importing;

/// <summary>Reads a channel's order into one of ours, and changes of it into ours. Pure.</summary>
public static class ChannelOrderMapping
{
    private static readonly Dictionary<ChannelOrderState, int> Ranks = new()
    {
        [ChannelOrderState.Staging] = 0,
        [ChannelOrderState.WaitingAcceptance] = 1,
        [ChannelOrderState.WaitingDebit] = 2,
        [ChannelOrderState.Shipping] = 3,
        [ChannelOrderState.Shipped] = 4,
    };

    /// <summary>What a channel's order that is not yet one of ours is to become, and why it does not become one.</summary>
    public static (ChannelClaimState State, Issue? Reason) Judge(Store store, ChannelOrder order) => order switch
    {
        _ when order.CreatedAt < store.OrdersFrom => (ChannelClaimState.Ignored, Of(IssueCodes.ChannelTooOld, order, null)),
        { State: ChannelOrderState.WaitingAcceptance or ChannelOrderState.WaitingDebit or ChannelOrderState.Shipping } => (ChannelClaimState.Imported, null),
        { State: ChannelOrderState.Staging } => (ChannelClaimState.SetAside, Of(IssueCodes.ChannelNotReady, order, null)),
        { State: ChannelOrderState.Unknown } => (ChannelClaimState.SetAside, Of(IssueCodes.ChannelStateUnknown, order, order.StateText)),
        _ => (ChannelClaimState.Ignored, Of(IssueCodes.ChannelOver, order, ChannelPartText(order.State))),
    };

    /// <summary>The order, whole; or the first reason why it cannot be imported.</summary>
    /// <param name="store">Its store.</param>
    /// <param name="kind">Kind of the store's channel.</param>
    /// <param name="order">As the channel gives it.</param>
    /// <param name="listed">What is listed under its numbers.</param>
    /// <param name="terms">What it becomes.</param>
    public static (OrderRecord? Record, Issue? Obstacle) Map(
        Store store, string kind, ChannelOrder order, IReadOnlyDictionary<string, ListedArticle> listed, NewChannelOrder terms)
    {
        if (order.Lines.Count is 0 or > LineNumber.MaxValue || order.Lines.Any(static line => line.Quantity < 1)
            || order.Lines.DistinctBy(static line => line.Id).Count() != order.Lines.Count)
        {
            return (null, Of(IssueCodes.ChannelOrderInvalid, order, null));
        }

        List<SalesOrderLine> lines = [];
        List<ChannelLine> sold = [];
        foreach (ChannelOrderLine line in order.Lines)
        {
            LineNumber number = new(sold.Count + 1);
            if (!listed.TryGetValue(line.OfferSku, out ListedArticle? article) || (article.Gtin is null && article is not { Distributor: not null, Sku: not null }))
            {
                return (null, Of(IssueCodes.ChannelOfferUnknown, order, line.OfferSku).With("line", line.Id));
            }

            sold.Add(new ChannelLine
            {
                LineNumber = number, Id = line.Id, OfferSku = line.OfferSku, Quantity = line.Quantity, UnitPrice = line.UnitPrice,
                SentPrice = article.SentPriceIn(order.SalesChannel), Taxes = line.Taxes, State = line.State,
            });
            bool isOver = line.State is ChannelOrderState.Cancelled or ChannelOrderState.Refused or ChannelOrderState.Refunded;
            lines.AddRange(isOver ? [] :
            [
                new SalesOrderLine
                {
                    LineNumber = number, Quantity = line.Quantity, Gtin = article.Gtin,
                    Distributor = article.Gtin is null ? article.Distributor : null, Sku = article.Gtin is null ? article.Sku : null,
                },
            ]);
        }

        if (lines.Count == 0)
        {
            return (null, Of(IssueCodes.ChannelOver, order, ChannelPartText(order.State)));
        }

        return (new OrderRecord
        {
            Order = new SalesOrder
            {
                OrderId = terms.OrderId,
                Source = new OrderSource(kind, store.Code, order.ExternalId),
                ShipTo = order.ShipTo,
                Lines = lines,
            },
            ReceivedAt = terms.Now,
            ChangedAt = terms.Now,
            EventCount = 1,
            IsTest = terms.IsTest,
            ReviewDueAt = terms.Now,
            Channel = PartOf(store, order, sold, terms.Abilities),
        }, null);
    }

    /// <summary>Takes over what has changed at the channel since; done again it changes nothing.</summary>
    /// <remarks>An order never goes back: of two readings that cross the one that is further counts.</remarks>
    public static void Update(OrderChange change, ChannelOrder order)
    {
        if (change.Record.Channel is not { } channel)
        {
            return;
        }

        bool isForward = order.UpdatedAt >= channel.UpdatedAt && order.State != ChannelOrderState.Unknown && !IsBack(channel, order.State);
        ChannelPart after = channel with
        {
            State = isForward ? order.State : channel.State,
            UpdatedAt = order.UpdatedAt > channel.UpdatedAt ? order.UpdatedAt : channel.UpdatedAt,
            AcceptedAt = channel.AcceptedAt ?? order.AcceptedAt,
            PromisedBy = order.PromisedBy ?? channel.PromisedBy,
            Lines = [.. channel.Lines.Select(line => order.Lines.FirstOrDefault(other => other.Id == line.Id) is { } other ? line with { State = other.State } : line)],
        };
        after = after with { DebitedAt = channel.DebitedAt ?? DebitedAt(order, after) };
        bool bringsAddress = change.Record.Order.ShipTo is null && order.ShipTo is not null && change.Record.ErasureBegunAt is null;
        bool isSame = after with { Lines = channel.Lines, UpdatedAt = channel.UpdatedAt } == channel && after.Lines.SequenceEqual(channel.Lines, LineState.Comparer);
        if (isSame && !bringsAddress)
        {
            return;
        }

        change.Record = change.Record with
        {
            Channel = after,
            Order = WithoutCalledOff(change.Record.Order, after) with { ShipTo = bringsAddress ? order.ShipTo : change.Record.Order.ShipTo },
            ReviewDueAt = change.Now,
        };
        if (after.State != channel.State)
        {
            change.Note(OrderSteps.Channel, $"The channel shows the order as {ChannelPartText(after.State)}.");
        }
    }

    /// <summary>The first entry of the timeline.</summary>
    public static OrderEvent FirstEvent(OrderRecord record) => new(
        1, record.ReceivedAt, OrderSteps.Received,
        $"Received from {record.Channel!.Store} as {record.Channel.ExternalId} with {(record.Order.Lines.Count == 1 ? "1 line" : $"{record.Order.Lines.Count} lines")}.");

    /// <summary>Lines that the channel calls off before anything is ordered are not bought.</summary>
    private static SalesOrder WithoutCalledOff(SalesOrder order, ChannelPart channel)
    {
        SalesOrderLine[] left =
        [
            .. order.Lines.Where(line => !channel.Lines.Any(sold =>
                sold.LineNumber == line.LineNumber && sold.State is (ChannelOrderState.Cancelled or ChannelOrderState.Refused))),
        ];
        return order.PurchaseOrders.Count > 0 || left.Length == 0 || left.Length == order.Lines.Count ? order : order with { Lines = left };
    }

    private static bool IsBack(ChannelPart channel, ChannelOrderState state) => channel.IsCalledOff
        || (Ranks.TryGetValue(state, out int next) && next < Ranks.GetValueOrDefault(channel.State, channel.IsShownShipped ? int.MaxValue : 0));

    private static ChannelPart PartOf(Store store, ChannelOrder order, IReadOnlyList<ChannelLine> lines, OrderAbilities abilities)
    {
        bool isAccepted = abilities.HasFlag(OrderAbilities.Acceptance);
        DateTimeOffset longest = order.CreatedAt + Store.LongestAcceptance;
        DateTimeOffset latest = order.AcceptBy < longest ? order.AcceptBy.Value : longest;
        DateTimeOffset own = order.CreatedAt + store.AcceptWithin;
        ChannelPart part = new()
        {
            Store = store.Code,
            ExternalId = order.ExternalId,
            CommercialId = order.CommercialId,
            State = order.State,
            CreatedAt = order.CreatedAt,
            UpdatedAt = order.UpdatedAt,
            AcceptBy = isAccepted ? (own < latest ? own : latest) : null,
            AcceptAtLatest = isAccepted ? latest : null,
            AcceptedAt = order.AcceptedAt,
            PromisedBy = order.PromisedBy,
            Currency = order.Currency,
            Shipping = order.Shipping,
            Locale = order.Locale,
            SalesChannel = order.SalesChannel,
            Abilities = abilities,
            AcceptsItself = isAccepted && store.Acceptance == OrderAcceptance.Auto,
            Lines = lines,
        };
        return part with { DebitedAt = DebitedAt(order, part) };
    }

    /// <summary>The time of the payment; where the channel lets it be shipped without saying one, the time at which it did.</summary>
    private static DateTimeOffset? DebitedAt(ChannelOrder order, ChannelPart part) =>
        order.DebitedAt ?? (part.State == ChannelOrderState.Shipping || part.IsShownShipped ? order.UpdatedAt : null);

    private static string ChannelPartText(ChannelOrderState state) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(state.ToString());

    private static Issue Of(string code, ChannelOrder order, string? text) => new(code, order.ExternalId, text);

    /// <summary>Lines are compared by what may change at the channel.</summary>
    private sealed class LineState : IEqualityComparer<ChannelLine>
    {
        public static LineState Comparer { get; } = new();

        public bool Equals(ChannelLine? x, ChannelLine? y) => x?.State == y?.State;

        public int GetHashCode(ChannelLine obj) => obj.State.GetHashCode();
    }
}

/// <summary>What a channel's order is to become.</summary>
/// <param name="OrderId">The id that it was claimed for.</param>
/// <param name="Now">The time, UTC.</param>
/// <param name="IsTest">Whether it is never bought.</param>
/// <param name="Abilities">What its channel can be told.</param>
public sealed record NewChannelOrder(string OrderId, DateTimeOffset Now, bool IsTest, OrderAbilities Abilities);
