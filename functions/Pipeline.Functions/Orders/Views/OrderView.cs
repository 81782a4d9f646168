using Pipeline.Core.Issues;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sales;
using Pipeline.Functions.Orders.Selling;

namespace Pipeline.Functions.Orders.Views;

/// <summary>An order as the API shows it; fields may be added, never renamed.</summary>
public sealed record OrderView
{
    /// <summary>Its id.</summary>
    public required string OrderId { get; init; }

    /// <summary>Where it stands.</summary>
    public required OrderState State { get; init; }

    /// <summary>Where it came from.</summary>
    public required OrderSource Source { get; init; }

    /// <summary>Whether nothing is written to distributors.</summary>
    public required bool Test { get; init; }

    /// <summary>The channel's part; null of an order that came from none.</summary>
    public required ChannelView? Channel { get; init; }

    /// <summary>When it came in.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Preferred day of delivery, or null.</summary>
    public required DateOnly? RequestedDeliveryDate { get; init; }

    /// <summary><c>partial</c> or <c>complete</c>.</summary>
    public required string Shipment { get; init; }

    /// <summary>The end user's reference, or null.</summary>
    public required string? EndUserReference { get; init; }

    /// <summary>Where the goods go; null when it was placed elsewhere or personal data has been removed.</summary>
    public required ShipToView? ShipTo { get; init; }

    /// <summary>When its personal data had been removed everywhere, or null.</summary>
    public required DateTimeOffset? PersonalDataErasedAt { get; init; }

    /// <summary>Its lines by number.</summary>
    public required IReadOnlyList<OrderLineView> Lines { get; init; }

    /// <summary>Its purchase orders in the order they were made.</summary>
    public required IReadOnlyList<PurchaseOrderView> PurchaseOrders { get; init; }

    /// <summary>What it waits for a person to do, or null.</summary>
    public required string? BlockedReason { get; init; }

    /// <summary>The same one by one; empty when it waits for nobody, or when an earlier version of the app stored it.</summary>
    public required IReadOnlyList<IssueView> Obstacles { get; init; }

    /// <summary>Alarms, those cleared included.</summary>
    public required IReadOnlyList<AlarmView> Alarms { get; init; }

    /// <summary>Path of its timeline.</summary>
    public required string Timeline { get; init; }

    /// <summary>Shows a record.</summary>
    public static OrderView Of(OrderRecord record)
    {
        SalesOrder order = record.Order;
        return new OrderView
        {
            OrderId = order.OrderId,
            State = record.State,
            Source = order.Source,
            Test = record.IsTest,
            Channel = record.Channel is { } channel ? ChannelView.Of(channel) : null,
            ReceivedAt = record.ReceivedAt,
            ChangedAt = record.ChangedAt,
            RequestedDeliveryDate = order.RequestedDeliveryDate,
            Shipment = order.ShipComplete ? "complete" : "partial",
            EndUserReference = order.EndUserReference,
            ShipTo = order.ShipTo is { } address ? ShipToView.Of(address) : null,
            PersonalDataErasedAt = record.ErasedAt,
            Lines = [.. order.Progress().Select(line => OrderLineView.Of(order, line))],
            PurchaseOrders = [.. order.PurchaseOrders.Select(PurchaseOrderView.Of)],
            BlockedReason = order.BlockedReason,
            Obstacles = [.. (order.Obstacles ?? []).Select(IssueView.Of)],
            Alarms = [.. record.Alarms.Select(AlarmView.Of)],
            Timeline = $"/api/orders/{order.OrderId}/timeline",
        };
    }
}

/// <summary>Something about an order that has lasted too long.</summary>
/// <param name="Code">Stable code; <c>/errors/{code}</c> explains it.</param>
/// <param name="Subject">What it is about, for example a purchase order number.</param>
/// <param name="Text">What is wrong and what to do, in plain sentences.</param>
/// <param name="RaisedAt">When it was raised.</param>
/// <param name="ClearedAt">When its cause went away; null while it stands.</param>
/// <param name="Cause">What is wrong, in a sentence.</param>
/// <param name="Remedy">What to do about it, in a sentence.</param>
/// <param name="Severity">info, retry, warning or error.</param>
public sealed record AlarmView(
    string Code, string Subject, string Text, DateTimeOffset RaisedAt, DateTimeOffset? ClearedAt, string Cause, string Remedy, string Severity)
{
    internal static AlarmView Of(OrderAlarm alarm)
    {
        Issue issue = alarm.Issue ?? new Issue(alarm.Code, alarm.Subject, null) { SaidCause = alarm.Text, SaidRemedy = string.Empty };
        return new(alarm.Code, alarm.Subject, alarm.Text, alarm.RaisedAt, alarm.ClearedAt, issue.Cause, issue.Remedy, issue.Severity);
    }
}
