using Pipeline.Core.Audit;
using Pipeline.Core.Orders.Commands;
using Pipeline.Core.Orders.Erasure;
using Pipeline.Core.Orders.Records;
using Pipeline.Ops.Commands;
using Pipeline.Ops.Routing;
using Pipeline.Ops.Views;
using Pipeline.Ops.Views.Shared;
using CommandResult = Pipeline.Ops.Commands.CommandResult;
using OrderResult = Pipeline.Core.Orders.Commands.CommandResult;

namespace Pipeline.Ops.Pages.Orders;

/// <summary>What people do to an order.</summary>
internal sealed class OrderCommandsArea(IOrderStore orders, OrderCommandHandler commands, PersonalDataErasure erasure, IAuditLog audit) : IOpsArea
{
    private const int NoteLimit = 500;
    private const string Erase = "erase";

    private static readonly string[] Verbs = ["retry", "release", "cancel", Erase];

    public void Map(OpsRoutes routes)
    {
        _ = routes.Command("orders/{id}/note", NoteAsync).Command("orders/{id}/unnote", request =>
            Notes.WithdrawAsync(request, audit, new AuditSubject("order", request.Route("id")), OpsCommands.Done(AddressOf(request.Route("id")), "Orders.unnoted")));
        foreach (string verb in Verbs)
        {
            _ = routes.Page($"orders/{{id}}/{verb}", request => AskAsync(request, verb)).Command($"orders/{{id}}/{verb}", request => DoAsync(request, verb));
        }
    }

    private static string AddressOf(string id) => $"/ops/orders/{Uri.EscapeDataString(id)}";

    private async Task<OpsAnswer> NoteAsync(OpsRequest request)
    {
        string id = request.Route("id");
        if (await orders.FindAsync(id, request.CancellationToken) is null)
        {
            return OpsAnswer.Missing();
        }

        if (request.Form("note") is not { } note)
        {
            return OpsAnswer.Problem(StatusCodes.Status400BadRequest, "noCommand");
        }

        return await request.Commands.OnceAsync(
            request,
            new CommandSubject("order.note", id) { Reason = note[..Math.Min(note.Length, NoteLimit)] },
            () => Task.FromResult(new CommandResult(OpsCommands.Done(AddressOf(id), "Orders.noted", ("v", request.CommandId?.ToString("N"))))));
    }

    private async Task<OpsAnswer> AskAsync(OpsRequest request, string verb) =>
        await orders.FindAsync(request.Route("id"), request.CancellationToken) is { } stored ? Confirm(request, verb, stored, []) : OpsAnswer.Missing();

    private static OpsAnswer Confirm(OpsRequest request, string verb, StoredOrder stored, List<FieldFault> faults)
    {
        OpsView view = request.View;
        string id = stored.Record.Order.OrderId;
        string shown = PlainText.Show(id, keepLines: false);
        string? effect = verb == Erase
            ? view.T("Orders.would.erase")
            : OrderReading.VerbsOf(view, stored.Record).FirstOrDefault(one => one.Name == verb)?.Effect;
        Confirmation model = new(
            $"{AddressOf(id)}/{verb}",
            view.T($"Orders.verb.{verb}"),
            [effect is null ? view.T("Orders.done.refused") : $"{view.T($"Orders.{verb}")}: {effect}"],
            verb == Erase ? [view.T("Orders.stays.numbers")] : [view.T("Orders.stays.once"), view.T("Orders.stays.counter")],
            new Crumb(view.T("Orders.back"), AddressOf(id)))
        {
            Version = stored.Version,
            Typed = verb == Erase ? id : null,
            Reason = request.Form("reason"),
            Faults = faults,
        };
        PageHead head = new(view.T($"Orders.ask.{verb}", shown), "orders")
        {
            Crumbs = [new Crumb(view.T("Orders.title"), "/ops/orders"), new Crumb(view.T("Orders.pageTitle", shown), AddressOf(id))],
            Faults = faults,
            Status = faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
        return OpsAnswer.Page<ConfirmationPage>(head, model);
    }

    private async Task<OpsAnswer> DoAsync(OpsRequest request, string verb)
    {
        string id = request.Route("id");
        if (await orders.FindAsync(id, request.CancellationToken) is not { } stored)
        {
            return OpsAnswer.Missing();
        }

        List<FieldFault> faults = [];
        string? reason = request.Form("reason");
        if (reason is null)
        {
            faults.Add(new FieldFault("reason", request.View.T("Common.reasonMissing")));
        }

        if (verb == Erase && request.Form("typed") != id)
        {
            faults.Add(new FieldFault("typed", request.View.T("Common.typedWrong", id)));
        }

        if (faults.Count > 0)
        {
            return Confirm(request, verb, stored, faults);
        }

        if (request.Version != stored.Version && !await request.Commands.WasSentAsync(request))
        {
            return OpsAnswer.Problem(StatusCodes.Status409Conflict, "changed");
        }

        string before = Spelling.Of(stored.Record.State);
        CommandSubject subject = new($"order.{verb}", id) { Reason = reason, Before = before };
        return await request.Commands.OnceAsync(request, subject, async () =>
        {
            OrderResult result = await ActAsync(id, verb, request.Person.Name, request.CancellationToken);
            bool isDone = result.Outcome is CommandOutcome.Done or CommandOutcome.Accepted;
            return new CommandResult(OpsCommands.Done(AddressOf(id), isDone ? $"Orders.{verb}" : "Orders.refused"))
            {
                Result = isDone ? AuditResult.Done : AuditResult.Refused,
                Code = result.Refusal?.Code,
                After = result.Record is { } record ? Spelling.Of(record.State) : null,
            };
        });
    }

    private Task<OrderResult> ActAsync(string id, string verb, string by, CancellationToken cancellationToken) => verb switch
    {
        "retry" => commands.RetryAsync(id, by, cancellationToken),
        "release" => commands.ReleaseAsync(id, by, cancellationToken),
        "cancel" => commands.CancelAsync(id, by, cancellationToken),
        _ => erasure.EraseAsync(id, by, cancellationToken),
    };
}
