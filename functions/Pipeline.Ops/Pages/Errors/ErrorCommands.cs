using Pipeline.Core.Audit;
using Pipeline.Core.ErrorGroups;
using Pipeline.Core.Issues;
using Pipeline.Ops.Commands;
using Pipeline.Ops.Routing;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Errors;

/// <summary>What operators do to errors.</summary>
internal sealed class ErrorCommands(IErrorStore store, ErrorCommandHandler commands, ErrorRetry retry, ErrorPages pages) : IOpsArea
{
    public void Map(OpsRoutes routes) => routes
        .Command("e/{id}/retry", RetryAsync)
        .Command("e/{id}/take", request => SteerAsync(request, "error.take", "taken", id => commands.TakeAsync(id, request.Person.Name, request.CancellationToken)))
        .Command("e/{id}/release", request => SteerAsync(request, "error.release", "released", id => commands.ReleaseAsync(id, request.CancellationToken)))
        .Command("e/{id}/dismiss", DismissAsync)
        .Command("e/{id}/undismiss", request => SteerAsync(request, "error.undismiss", "undismissed", id => commands.UndismissAsync(id, request.CancellationToken)));

    private static string AddressOf(string id) => $"/ops/e/{id}";

    private static List<ErrorSubject>? ChosenOf(OpsRequest request)
    {
        List<ErrorSubject> chosen = [.. request.FormAll("sel").Where(static text => AuditSubject.TryParse(text, out _)).Select(static text => new ErrorSubject(text[..text.IndexOf(':', StringComparison.Ordinal)], text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..]))];
        return chosen.Count == 0 ? null : chosen;
    }

    private async Task<OpsAnswer> RetryAsync(OpsRequest request)
    {
        string id = request.Route("id");
        if (await store.FindAsync(id, request.CancellationToken) is not { } group)
        {
            return OpsAnswer.Missing();
        }

        return await request.Commands.OnceAsync(request, new CommandSubject("error.retry", id) { Label = group.Code }, async () =>
        {
            ErrorRetryResult? result = await retry.RetryAsync(id, ChosenOf(request), request.Person.Name, request.CancellationToken);
            return result is null or { Done: 0 }
                ? new CommandResult(OpsCommands.Done(AddressOf(id), "Errors.refusedRetry")) { Result = AuditResult.Refused, Code = result?.Skipped is [{ } first, ..] ? first.Reason.Code : IssueCodes.ErrorRecordClosed }
                : new CommandResult(OpsCommands.Done(
                    AddressOf(id), result.Skipped.Count == 0 ? "Errors.retried" : "Errors.retriedSome", ("n", $"{result.Done}"), ("run", result.Executions.Count == 0 ? null : result.Executions[0])))
                {
                    Run = result.Executions.Count == 0 ? null : result.Executions[0],
                };
        });
    }

    private async Task<OpsAnswer> DismissAsync(OpsRequest request)
    {
        List<FieldFault> faults = [];
        DateTimeOffset? until = null;
        if (request.Form("until") is { } text)
        {
            until = Times.TryRead(text, request.View, out DateTimeOffset at) && at > request.View.Now ? at : null;
            if (until is null)
            {
                faults.Add(new FieldFault("until", request.View.T("Errors.untilWrong")));
            }
        }

        DismissWish wish = new(request.Form("reason"), until, UntilMore: false);
        if (wish.FaultAt(request.View.Now) is { } fault)
        {
            faults.Add(new FieldFault(fault.Where ?? "reason", fault.CauseIn(request.View.Texts.Language)));
        }

        return faults.Count > 0
            ? await pages.ShowAsync(request, request.Route("id"), faults)
            : await SteerAsync(request, "error.dismiss", "dismissed", id => commands.DismissAsync(id, wish, request.Person.Name, request.CancellationToken), wish.Reason);
    }

    private async Task<OpsAnswer> SteerAsync(OpsRequest request, string action, string done, Func<string, Task<ErrorCommandResult>> act, string? reason = null)
    {
        string id = request.Route("id");
        if (await store.FindAsync(id, request.CancellationToken) is not { } group)
        {
            return OpsAnswer.Missing();
        }

        return await request.Commands.OnceAsync(request, new CommandSubject(action, id) { Label = group.Code, Reason = reason }, async () =>
            (await act(id)).Outcome is ErrorCommandOutcome.Done
                ? new CommandResult(OpsCommands.Done(AddressOf(id), $"Errors.{done}"))
                : new CommandResult(OpsCommands.Done(AddressOf(id), "Errors.refusedClosed")) { Result = AuditResult.Refused, Code = IssueCodes.ErrorClosed });
    }
}
