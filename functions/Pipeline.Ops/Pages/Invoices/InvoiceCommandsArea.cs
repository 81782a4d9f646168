using System.Globalization;
using Pipeline.Core.Audit;
using Pipeline.Core.Orders.Matching;
using Pipeline.Core.Orders.Progress;
using Pipeline.Core.Orders.Records;
using Pipeline.Ops.Commands;
using Pipeline.Ops.Routing;
using Pipeline.Ops.Views;
using Pipeline.Ops.Views.Shared;

namespace Pipeline.Ops.Pages.Invoices;

/// <summary>What people do about an invoice: accept what it differs in, withdraw that, note something.</summary>
internal sealed class InvoiceCommandsArea(IInvoiceStore invoices, InvoiceAcceptance acceptance, IAuditLog audit) : IOpsArea
{
    private const int NoteLimit = 500;
    private const string Accept = "accept";

    public void Map(OpsRoutes routes)
    {
        _ = routes.Command("invoices/{id}/note", NoteAsync).Command("invoices/{id}/unnote", request =>
            Notes.WithdrawAsync(request, audit, new AuditSubject("invoice", request.Route("id")), OpsCommands.Done(AddressOf(request.Route("id")), "Invoices.unnoted")));
        foreach (string verb in (string[])[Accept, "withdraw"])
        {
            _ = routes.Page($"invoices/{{id}}/{verb}", request => AskAsync(request, verb)).Command($"invoices/{{id}}/{verb}", request => DecideAsync(request, verb));
        }
    }

    private static string AddressOf(string id) => $"/ops/invoices/{Uri.EscapeDataString(id)}";

    // What is decided about: another document, another difference or another decision is another version.
    private static string VersionOf(InvoiceRecord record) => record.ChangedAt.UtcTicks.ToString(CultureInfo.InvariantCulture);

    private async Task<OpsAnswer> NoteAsync(OpsRequest request)
    {
        string id = request.Route("id");
        if (await invoices.FindAsync(id, request.CancellationToken) is not { } record)
        {
            return OpsAnswer.Missing();
        }

        if (request.Form("note") is not { } note)
        {
            return OpsAnswer.Problem(StatusCodes.Status400BadRequest, "noCommand");
        }

        return await request.Commands.OnceAsync(
            request,
            new CommandSubject("invoice.note", id) { Label = record.Invoice.InvoiceNumber, Reason = note[..Math.Min(note.Length, NoteLimit)] },
            () => Task.FromResult(new CommandResult(OpsCommands.Done(AddressOf(id), "Invoices.noted", ("v", request.CommandId?.ToString("N"))))));
    }

    private async Task<OpsAnswer> AskAsync(OpsRequest request, string verb) =>
        await invoices.FindAsync(request.Route("id"), request.CancellationToken) is { } record ? Confirm(request, verb, record, []) : OpsAnswer.Missing();

    private static OpsAnswer Confirm(OpsRequest request, string verb, InvoiceRecord record, IReadOnlyList<FieldFault> faults)
    {
        OpsView view = request.View;
        string number = PlainText.Show(record.Invoice.InvoiceNumber, keepLines: false);
        decimal? due = InvoiceProgress.Of(record.Invoice).Due;
        string total = due is { } amount && record.Invoice.Currency is { } currency ? view.Money(amount, currency) : view.T("Common.notKnown");
        Confirmation model = new(
            $"{AddressOf(record.Id)}/{verb}",
            view.T($"Invoices.{verb}"),
            [verb == Accept ? view.Count("Invoices.would.accept", record.Differences.Count, total) : view.T("Invoices.would.withdraw")],
            [view.T("Invoices.stays.paper"), view.T($"Invoices.stays.{verb}")],
            new Crumb(view.T("Invoices.back"), AddressOf(record.Id)))
        {
            Version = VersionOf(record),
            Reason = request.Form("reason"),
            Faults = faults,
        };
        PageHead head = new(view.T($"Invoices.ask.{verb}", number), "invoices")
        {
            Crumbs = [new Crumb(view.T("Invoices.title"), "/ops/invoices"), new Crumb(number, AddressOf(record.Id))],
            Faults = faults,
            Status = faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
        return OpsAnswer.Page<ConfirmationPage>(head, model);
    }

    private async Task<OpsAnswer> DecideAsync(OpsRequest request, string verb)
    {
        string id = request.Route("id");
        if (await invoices.FindAsync(id, request.CancellationToken) is not { } record)
        {
            return OpsAnswer.Missing();
        }

        if (request.Form("reason") is not { } reason)
        {
            return Confirm(request, verb, record, [new FieldFault("reason", request.View.T("Common.reasonMissing"))]);
        }

        if (request.Version != VersionOf(record) && !await request.Commands.WasSentAsync(request))
        {
            return OpsAnswer.Problem(StatusCodes.Status409Conflict, "changed");
        }

        CommandSubject subject = new($"invoice.{verb}", id)
        {
            Label = record.Invoice.InvoiceNumber,
            Reason = reason,
            Before = string.Join(' ', record.Differences.Select(static issue => issue.Code).Distinct()),
        };
        return await request.Commands.OnceAsync(request, subject, async () =>
        {
            InvoiceAcceptanceResult result = await acceptance.DecideAsync(id, verb == Accept, request.Person.Name, reason, request.CancellationToken);
            return new CommandResult(OpsCommands.Done(AddressOf(id), result.Refusal is null ? $"Invoices.{verb}" : "Invoices.refused"))
            {
                Result = result.Refusal is null ? AuditResult.Done : AuditResult.Refused,
                Code = result.Refusal?.Code,
                After = result.Record?.Decision is { IsAccepted: true } ? "accepted" : "differs",
            };
        });
    }
}
