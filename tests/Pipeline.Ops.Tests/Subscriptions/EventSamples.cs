using Pipeline.Core.Subscriptions;
using Pipeline.Core.Subscriptions.Deliveries;
using Pipeline.Ops.Tests.Support;
using static Pipeline.Ops.Tests.Orders.OrderSamples;

namespace Pipeline.Ops.Tests.Subscriptions;

/// <summary>Two systems that are told of events: one that takes some, one that is gone.</summary>
internal static class EventSamples
{
    public const string Erp = "erp";

    /// <summary>Stores both, with four events of an order: taken at the second try, given up, on its way, not tried.</summary>
    /// <returns>The first event.</returns>
    public static async Task<OutgoingEvent> TellAsync(OpsSite site)
    {
        await site.Events.AddAsync(New(Erp) with { Name = "ERP" }, default);
        await site.Events.AddAsync(New("gone") with { Url = new Uri("https://gone.example/"), GoneSince = Start }, default);
        OutgoingEvent[] events = [.. Enumerable.Range(1, 4).Select(place => new OutgoingEvent(EventKind.OrderChanged, "order:S-4711", place, Start.AddMinutes(place), """{"orderId":"S-4711","state":"open"}"""))];
        DeliveryAttempt busy = new(Start.AddMinutes(5), 503, TimeSpan.FromMilliseconds(80), "Busy <b>today</b>.\u202E");
        foreach (OutgoingEvent happened in events)
        {
            await site.Events.AddAsync(Erp, happened, default);
        }

        await SaveAsync(site, events[0], static one => one, busy, new DeliveryAttempt(Start.AddMinutes(6), 204, TimeSpan.FromMilliseconds(40), null));
        await SaveAsync(site, events[1], static one => one with { FirstTriedAt = Start.AddDays(-4) }, busy);
        await SaveAsync(site, events[2], static one => one, busy);
        return events[0];
    }

    private static Subscription New(string id) => new()
    {
        Id = id, Url = new Uri("https://erp.example/hooks/secret"), Kinds = [EventKind.OrderChanged, EventKind.InvoiceArrived], CreatedAt = Start, CreatedBy = "Ada",
    };

    private static async Task SaveAsync(OpsSite site, OutgoingEvent happened, Func<Delivery, Delivery> change, params DeliveryAttempt[] attempts) =>
        await site.Events.SaveAsync(attempts.Aggregate(change((await site.Events.FindAsync(Erp, happened.Id, default))!), DeliverySchedule.After), default);
}
