using Pipeline.Core.Audit;
using Pipeline.Ops.Routing;

namespace Pipeline.Ops.Commands;

/// <summary>Notes that people write: they are rows of the audit log, and a later row takes one back.</summary>
internal static class Notes
{
    private const string Withdrawal = ".unnote";

    /// <summary>The commands without notes that were taken back, and without what took them back.</summary>
    public static IReadOnlyList<AuditEntry> Standing(IReadOnlyList<AuditEntry> commands)
    {
        HashSet<string?> withdrawn = [.. commands.Where(IsWithdrawal).Select(static command => command.Before)];
        return withdrawn.Count == 0 ? commands : [.. commands.Where(command => !IsWithdrawal(command) && !withdrawn.Contains(command.Id))];
    }

    /// <summary>Takes back a note of the person's own; the form's version is the id of the command that wrote it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="log">Where the note stands.</param>
    /// <param name="on">What it is about.</param>
    /// <param name="answer">Address of the answer.</param>
    public static async Task<OpsAnswer> WithdrawAsync(OpsRequest request, IAuditLog log, AuditSubject on, string answer)
    {
        AuditEntry? note = request.Version is { } id ? await log.FindAsync(id, request.CancellationToken) : null;
        return note is { } known && known.On == on && known.Action == $"{on.Kind}.note" && known.By == request.Person.Name
            ? await request.Commands.OnceAsync(
                request,
                new CommandSubject($"{on.Kind}{Withdrawal}", on.Id) { Label = known.Label, Reason = known.Reason, Before = known.Id },
                () => Task.FromResult(new CommandResult(answer)))
            : OpsAnswer.Problem(StatusCodes.Status409Conflict, "changed");
    }

    private static bool IsWithdrawal(AuditEntry command) => command.Action.EndsWith(Withdrawal, StringComparison.Ordinal) && command.Result is AuditResult.Done;
}
