using System.Text.Encodings.Web;
using System.Text.Json;
using Pipeline.Core;
using Pipeline.Core.Subscriptions;
using Pipeline.Core.Subscriptions.Deliveries;
using Pipeline.Ops.Exports;
using Pipeline.Ops.Routing;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Subscriptions;

/// <summary>Who is told of events, and how each event got there.</summary>
internal sealed class SubscriptionPages(ISubscriptionStore subscriptions, IDeliveryStore deliveries, IEventSender sender) : IOpsArea
{
    private const string Address = "/ops/subscriptions";
    private const string Menu = "subscriptions";

    private static readonly JsonWriterOptions Lines = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Map(OpsRoutes routes) => routes
        .Page(Menu, ListAsync)
        .Csv(Menu, ExportAsync)
        .Page("subscriptions/{id}", request => WithAsync(request, one => ShowAsync(request, one, new ReplaySpan(request.Query("from"), request.Query("to"), true, []))))
        .Csv("subscriptions/{id}", request => WithAsync(request, one => ExportEventsAsync(request, one)))
        .Page("subscriptions/{id}/{event}", request => WithAsync(request, one => ShowEventAsync(request, one)));

    /// <summary>What people call a subscription.</summary>
    public static string NameOf(Subscription subscription) => PlainText.Show(subscription.Name ?? subscription.Url.Host, keepLines: false);

    /// <summary>Answers for the subscription of the address, or that there is none.</summary>
    public async Task<OpsAnswer> WithAsync(OpsRequest request, Func<Subscription, Task<OpsAnswer>> answer) =>
        await subscriptions.FindAsync(request.Route("id"), request.CancellationToken) is { } one ? await answer(one) : OpsAnswer.Missing();

    /// <summary>The page of a subscription, with a span of time in its form.</summary>
    public async Task<OpsAnswer> ShowAsync(OpsRequest request, Subscription subscription, ReplaySpan span)
    {
        DeliveryFilter filter = FilterOf(request);
        Page<Delivery> page = await request.PageAsync((limit, cursor) => deliveries.ListAsync(subscription.Id, filter, limit, cursor, request.CancellationToken));
        PageHead head = new(NameOf(subscription), Menu)
        {
            Crumbs = [new Crumb(request.View.T("Subscriptions.title"), Address)],
            Live = 30,
            Faults = span.Faults,
            Status = span.Faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
        return OpsAnswer.Page<SubscriptionPage>(
            head, new SubscriptionModel(subscription, page.Items, FiltersOf(request, subscription, filter), request.Cursor, page.Cursor) { IsReady = sender.IsReady, Span = span });
    }

    private static DeliveryFilter FilterOf(OpsRequest request) => new(request.Choice<DeliveryState>("state"), request.Instant("from"), request.Instant("to"));

    private static Filters FiltersOf(OpsRequest request, Subscription subscription, DeliveryFilter filter)
    {
        OpsView view = request.View;
        return new Filters(
            $"{Address}/{subscription.Id}",
            [
                new FilterField("state", view.T("Subscriptions.state"), filter.State is { } state ? Spelling.Of(state) : null)
                {
                    Choices = [.. Enum.GetValues<DeliveryState>().Select(Spelling.Of).Select(name => new Choice(name, view.T($"Subscriptions.state.{name}")))],
                },
                new FilterField("from", view.T("Subscriptions.from"), filter.From is null ? null : request.Query("from")),
                new FilterField("to", view.T("Subscriptions.to"), filter.To is null ? null : request.Query("to")),
            ]);
    }

    private static string Indented(string data)
    {
        using MemoryStream written = new();
        using (JsonDocument document = JsonDocument.Parse(data))
        using (Utf8JsonWriter writer = new(written, Lines))
        {
            document.WriteTo(writer);
        }

        return PlainText.Show(System.Text.Encoding.UTF8.GetString(written.ToArray()), keepLines: true);
    }

    private static Crumb? PlaceOf(OutgoingEvent happened) => happened.Subject.Split(':', 2) is [var kind, var id]
        ? kind switch
        {
            "order" => new Crumb(PlainText.Show(id, keepLines: false), $"/ops/orders/{Uri.EscapeDataString(id)}"),
            "execution" => new Crumb(id, $"/ops/runs/{Uri.EscapeDataString(id)}"),
            _ => null,
        }
        : null;

    private async Task<OpsAnswer> ListAsync(OpsRequest request) => OpsAnswer.Page<SubscriptionListPage>(
        new PageHead(request.View.T("Subscriptions.title"), Menu) { Live = 30 },
        new SubscriptionListModel(await subscriptions.ListAsync(request.CancellationToken), sender.IsReady));

    private async Task<OpsAnswer> ExportAsync(OpsRequest request)
    {
        OpsView view = request.View;
        CsvTable table = new(
            view, view.T("Subscriptions.id"), view.T("Subscriptions.name"), view.T("Subscriptions.address"), view.T("Subscriptions.kinds"), view.T("Subscriptions.made"),
            view.T("Subscriptions.by"), view.T("Subscriptions.goneSince"));
        foreach (Subscription one in await subscriptions.ListAsync(request.CancellationToken))
        {
            _ = table.Add(one.Id, one.Name, one.Url.GetLeftPart(UriPartial.Authority), string.Join(' ', one.Kinds), one.CreatedAt, one.CreatedBy, one.GoneSince);
        }

        return OpsAnswer.Csv("subscriptions.csv", table);
    }

    private async Task<OpsAnswer> ExportEventsAsync(OpsRequest request, Subscription subscription)
    {
        OpsView view = request.View;
        DeliveryFilter filter = FilterOf(request);
        CsvTable table = new(
            view, view.T("Subscriptions.id"), view.T("Subscriptions.event"), view.T("Subscriptions.subject"), view.T("Subscriptions.happened"), view.T("Subscriptions.state"),
            view.T("Subscriptions.tries"), view.T("Subscriptions.answer"), view.T("Subscriptions.fault"), view.T("Subscriptions.next"));
        foreach (Delivery one in await CsvRows.ReadAsync((limit, cursor) => deliveries.ListAsync(subscription.Id, filter, limit, cursor, request.CancellationToken)))
        {
            DeliveryAttempt? last = one.Attempts.Count == 0 ? null : one.Attempts[^1];
            _ = table.Add(one.Event.Id, one.Event.Kind, one.Event.Subject, one.Event.At, Spelling.Of(one.State), one.Tries, last?.Status, last?.Fault, one.NextAttemptAt);
        }

        return OpsAnswer.Csv($"events-{subscription.Id}.csv", table);
    }

    private async Task<OpsAnswer> ShowEventAsync(OpsRequest request, Subscription subscription)
    {
        OpsView view = request.View;
        return await deliveries.FindAsync(subscription.Id, request.Route("event"), request.CancellationToken) is { } delivery
            ? OpsAnswer.Page<DeliveryPage>(
                new PageHead(view.T("Subscriptions.eventTitle", view.Word("Subscriptions.kind", delivery.Event.Kind), NameOf(subscription)), Menu)
                {
                    Crumbs = [new Crumb(view.T("Subscriptions.title"), Address), new Crumb(NameOf(subscription), $"{Address}/{subscription.Id}")],
                },
                new DeliveryModel(subscription, delivery, Indented(delivery.Event.Data)) { About = PlaceOf(delivery.Event) })
            : OpsAnswer.Missing();
    }
}
