using System.Globalization;
using Pipeline.Core.Audit;
using Pipeline.Core.Issues;
using Pipeline.Core.Subscriptions;
using Pipeline.Core.Subscriptions.Deliveries;
using Pipeline.Ops.Commands;
using Pipeline.Ops.Routing;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Subscriptions;

/// <summary>What people do to subscriptions: try the address, send events again.</summary>
internal sealed class SubscriptionCommandsArea(SubscriptionPages pages, SubscriptionCommands commands, IDeliveryStore deliveries, IEventSender sender) : IOpsArea
{
    public void Map(OpsRoutes routes) => routes
        .Command("subscriptions/{id}/test", request => pages.WithAsync(request, one => TryAsync(request, one)))
        .Command("subscriptions/{id}/replay", request => pages.WithAsync(request, one => ReplaySpanAsync(request, one)))
        .Command("subscriptions/{id}/{event}/replay", request => pages.WithAsync(request, one => ReplayOneAsync(request, one)));

    private static string AddressOf(Subscription subscription) => $"/ops/subscriptions/{subscription.Id}";

    private static CommandSubject SubjectOf(string action, Subscription subscription) => new(action, subscription.Id) { Label = SubscriptionPages.NameOf(subscription) };

    private static DateTimeOffset? Read(OpsRequest request, string name, List<FieldFault> faults)
    {
        if (request.Form(name) is not { } text)
        {
            return null;
        }

        if (Times.TryRead(text, request.View, out DateTimeOffset at))
        {
            return at;
        }

        faults.Add(new FieldFault(name, request.View.T("Subscriptions.timeWrong")));
        return null;
    }

    private Task<OpsAnswer> TryAsync(OpsRequest request, Subscription subscription) => request.Commands.OnceAsync(request, SubjectOf("subscription.try", subscription), async () =>
    {
        if (!sender.IsReady)
        {
            return new CommandResult(OpsCommands.Done(AddressOf(subscription), "Subscriptions.refused")) { Result = AuditResult.Refused, Code = IssueCodes.SigningKeyMissing };
        }

        _ = await commands.TryAsync(subscription.Id, request.CancellationToken);
        return new CommandResult(OpsCommands.Done(AddressOf(subscription), "Subscriptions.tried"));
    });

    private async Task<OpsAnswer> ReplaySpanAsync(OpsRequest request, Subscription subscription)
    {
        List<FieldFault> faults = [];
        DateTimeOffset? from = Read(request, "from", faults);
        DateTimeOffset? to = Read(request, "to", faults);
        if (request.Form("from") is null)
        {
            faults.Add(new FieldFault("from", request.View.T("Subscriptions.fromMissing")));
        }

        bool isSetAsideOnly = request.Form("setAside") is not null;
        if (faults.Count > 0)
        {
            return await pages.ShowAsync(request, subscription, new ReplaySpan(request.Form("from"), request.Form("to"), isSetAsideOnly, faults));
        }

        return await request.Commands.OnceAsync(request, SubjectOf("subscription.replay", subscription), async () =>
            ResultOf(AddressOf(subscription), await commands.ReplayAsync(subscription.Id, from, to, isSetAsideOnly, request.CancellationToken)));
    }

    private async Task<OpsAnswer> ReplayOneAsync(OpsRequest request, Subscription subscription)
    {
        string id = request.Route("event");
        return await deliveries.FindAsync(subscription.Id, id, request.CancellationToken) is null
            ? OpsAnswer.Missing()
            : await request.Commands.OnceAsync(request, SubjectOf("subscription.replay", subscription), async () =>
                ResultOf($"{AddressOf(subscription)}/{id}", await commands.ReplayAsync(subscription.Id, id, request.CancellationToken)));
    }

    private static CommandResult ResultOf(string page, ReplayCount count) => new(OpsCommands.Done(page, "Subscriptions.replayed", ("n", count.Events.ToString(CultureInfo.InvariantCulture))))
    {
        After = string.Create(CultureInfo.InvariantCulture, $"{count.Events} sent again, {count.Skipped} left as they are"),
    };
}
