using Pipeline.Core.Issues;

namespace Pipeline.Core.ErrorGroups;

/// <summary>What people do to a group of errors besides trying again. Each command may be repeated.</summary>
public sealed class ErrorCommandHandler(IErrorStore store, TimeProvider clock)
{
    /// <summary>Longest reason, in characters.</summary>
    public const int ReasonLimit = 500;

    /// <summary>"I'm on it": whoever said so last has it.</summary>
    public Task<ErrorCommandResult> TakeAsync(string id, string by, CancellationToken cancellationToken) => RunAsync(
        id, group => group.Owner?.By == by ? group : group with { Owner = new ErrorOwner(by, clock.GetUtcNow()) }, cancellationToken);

    /// <summary>Nobody is on it any more.</summary>
    public Task<ErrorCommandResult> ReleaseAsync(string id, CancellationToken cancellationToken) =>
        RunAsync(id, static group => group.Owner is null ? group : group with { Owner = null }, cancellationToken);

    /// <summary>Hides it; nothing is deleted.</summary>
    /// <param name="id">The group.</param>
    /// <param name="wish">For how long and why; checked.</param>
    /// <param name="by">Who wants it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ErrorCommandResult> DismissAsync(string id, DismissWish wish, string by, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        return wish.FaultAt(now) is { } fault
            ? new ErrorCommandResult(ErrorCommandOutcome.Refused, await store.FindAsync(id, cancellationToken), fault)
            : await RunAsync(
                id, group => group with { Dismissal = new ErrorDismissal(by, now, wish.Reason!, wish.Until, wish.UntilMore) }, cancellationToken);
    }

    /// <summary>Shows it again.</summary>
    public Task<ErrorCommandResult> UndismissAsync(string id, CancellationToken cancellationToken) =>
        RunAsync(id, static group => group.Dismissal is null ? group : group with { Dismissal = null }, cancellationToken);

    private async Task<ErrorCommandResult> RunAsync(string id, Func<ErrorGroup, ErrorGroup> change, CancellationToken cancellationToken)
    {
        ErrorGroup? group = await store.UpdateAsync(id, before => before is null or { ClosedAt: not null } ? before : change(before), cancellationToken);
        return group switch
        {
            null => new ErrorCommandResult(ErrorCommandOutcome.Unknown, null),
            { ClosedAt: not null } => new ErrorCommandResult(ErrorCommandOutcome.Refused, group, new Issue(IssueCodes.ErrorClosed, null, id)),
            _ => new ErrorCommandResult(ErrorCommandOutcome.Done, group),
        };
    }
}

/// <summary>How a person wants a group hidden.</summary>
/// <param name="Reason">Why; wanted.</param>
/// <param name="Until">When it ends by itself, UTC, or null.</param>
/// <param name="UntilMore">Whether it ends when another record joins.</param>
public sealed record DismissWish(string? Reason, DateTimeOffset? Until, bool UntilMore)
{
    /// <summary>What is wrong with it; null when it can be carried out.</summary>
    public Issue? FaultAt(DateTimeOffset now) =>
        string.IsNullOrWhiteSpace(Reason) ? new Issue(IssueCodes.DismissReasonMissing, "reason", null)
        : Reason.Length > ErrorCommandHandler.ReasonLimit
            ? new Issue(IssueCodes.DismissReasonTooLong, "reason", Reason).With("limit", ErrorCommandHandler.ReasonLimit)
        : Until <= now ? new Issue(IssueCodes.DismissEndPast, "until", $"{Until:u}")
        : null;
}

/// <summary>Answer to a person's command.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Group">The group now; null when there is none.</param>
/// <param name="Refusal">Why it was refused; else null.</param>
public sealed record ErrorCommandResult(ErrorCommandOutcome Outcome, ErrorGroup? Group, Issue? Refusal = null);

/// <summary>What became of a person's command to a group of errors.</summary>
public enum ErrorCommandOutcome
{
    /// <summary>Done, or done before.</summary>
    Done,

    /// <summary>Not possible as it is; nothing was changed.</summary>
    Refused,

    /// <summary>There is no such group.</summary>
    Unknown,
}
