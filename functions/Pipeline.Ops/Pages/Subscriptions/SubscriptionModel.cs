using Pipeline.Core.Subscriptions;
using Pipeline.Core.Subscriptions.Deliveries;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Subscriptions;

/// <summary>Who is told of events.</summary>
/// <param name="Subscriptions">All of them, oldest first.</param>
/// <param name="IsReady">Whether events can be signed and sent.</param>
public sealed record SubscriptionListModel(IReadOnlyList<Subscription> Subscriptions, bool IsReady);

/// <summary>One subscription with a part of what it was told.</summary>
/// <param name="Subscription">The subscription.</param>
/// <param name="Deliveries">The part, latest event first.</param>
/// <param name="Filters">The filters.</param>
/// <param name="Cursor">Where the part begins, or null.</param>
/// <param name="Next">Where the next begins, or null.</param>
public sealed record SubscriptionModel(Subscription Subscription, IReadOnlyList<Delivery> Deliveries, Filters Filters, string? Cursor, string? Next)
{
    /// <summary>Whether events can be signed and sent.</summary>
    public bool IsReady { get; init; }

    /// <summary>The span of time to send again, as its form shows it.</summary>
    public required ReplaySpan Span { get; init; }
}

/// <summary>Which events are to be sent again, as a form has it.</summary>
/// <param name="From">From when on, or null.</param>
/// <param name="To">Until when, or null.</param>
/// <param name="IsSetAsideOnly">Only those that were given up.</param>
/// <param name="Faults">What is wrong with it.</param>
public sealed record ReplaySpan(string? From, string? To, bool IsSetAsideOnly, IReadOnlyList<FieldFault> Faults);

/// <summary>One event on its way to a subscription.</summary>
/// <param name="Subscription">The subscription.</param>
/// <param name="Delivery">The event and the tries.</param>
/// <param name="Data">What the subscriber is told, in lines.</param>
public sealed record DeliveryModel(Subscription Subscription, Delivery Delivery, string Data)
{
    /// <summary>The page of what the event is about, or null.</summary>
    public Crumb? About { get; init; }
}
