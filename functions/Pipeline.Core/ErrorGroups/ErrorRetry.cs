using Pipeline.Core.Flows.Running;
using Pipeline.Core.Issues;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Notifications.Inbox;
using Pipeline.Core.Orders.Commands;

namespace Pipeline.Core.ErrorGroups;

/// <summary>Tries the records of a group again: runs flows, retries orders, replays messages. The group closes by itself when they go well.</summary>
public sealed class ErrorRetry(
    IErrorStore store, FlowStarter starter, OrderCommandHandler orders, IMessageInbox inbox, IMessageQueue messages)
{
    private const int PageSize = 200;

    /// <summary>Tries again what stands in a group.</summary>
    /// <param name="id">The group.</param>
    /// <param name="chosen">Some of its records; null for all.</param>
    /// <param name="requestedBy">Who asks.</param>
    /// <param name="cancellationToken">Gives up; some may have been tried. May be repeated: each command is harmless twice.</param>
    /// <returns>What was done; null when there is no such group.</returns>
    public async Task<ErrorRetryResult?> RetryAsync(
        string id, IReadOnlyCollection<ErrorSubject>? chosen, string requestedBy, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is null)
        {
            return null;
        }

        IReadOnlyList<ErrorRecord> records = await StandingAsync(id, chosen, cancellationToken);
        List<string> executions = [];
        List<ErrorRetrySkip> skipped =
            [.. (chosen ?? []).Except(records.Select(static record => record.Subject)).Select(static gone => new ErrorRetrySkip(gone, new Issue(IssueCodes.ErrorRecordClosed, null, gone.Id)))];
        HashSet<string> flows = new(StringComparer.Ordinal);
        int done = 0;
        foreach (ErrorRecord record in records)
        {
            // One run serves all records of its flow.
            if (record.Subject.Kind is ErrorSubject.Flow or ErrorSubject.File or ErrorSubject.Silence && !flows.Add(record.Subject.Id))
            {
                done++;
                continue;
            }

            if (await TryAgainAsync(record, executions, requestedBy, cancellationToken) is { } reason)
            {
                skipped.Add(new ErrorRetrySkip(record.Subject, reason));
            }
            else
            {
                done++;
            }
        }

        return new ErrorRetryResult(done, executions, skipped);
    }

    private async Task<IReadOnlyList<ErrorRecord>> StandingAsync(
        string id, IReadOnlyCollection<ErrorSubject>? chosen, CancellationToken cancellationToken)
    {
        List<ErrorRecord> records = [];
        if (chosen is not null)
        {
            foreach (ErrorSubject subject in chosen.Distinct())
            {
                if (await store.FindRecordAsync(id, subject, cancellationToken) is { IsOpen: true } record)
                {
                    records.Add(record);
                }
            }

            return records;
        }

        string? cursor = null;
        do
        {
            Page<ErrorRecord> page = await store.ListRecordsAsync(id, PageSize, cursor, cancellationToken);
            records.AddRange(page.Items.Where(static record => record.IsOpen));
            cursor = page.Items is [.., { IsOpen: true }] ? page.Cursor : null;
        }
        while (cursor is not null && records.Count < ErrorGroup.CountLimit);
        return records;
    }

    /// <summary>Why it was not tried; null when it was.</summary>
    private Task<Issue?> TryAgainAsync(ErrorRecord record, List<string> executions, string requestedBy, CancellationToken cancellationToken) =>
        record.Subject.Kind switch
        {
            ErrorSubject.Flow or ErrorSubject.File or ErrorSubject.Silence => RunAsync(record, executions, requestedBy, cancellationToken),
            ErrorSubject.Order => RetryOrderAsync(record.Subject.Id, requestedBy, cancellationToken),
            ErrorSubject.Message => ReplayAsync(record.Subject.Id, cancellationToken),
            ErrorSubject.Execution => Task.FromResult<Issue?>(new Issue(IssueCodes.ExecutionHeld, null, null)),
            _ => Task.FromResult<Issue?>(new Issue(IssueCodes.InvoiceDiffers, null, null)),
        };

    private async Task<Issue?> RunAsync(ErrorRecord record, List<string> executions, string requestedBy, CancellationToken cancellationToken)
    {
        StartResult result = record.Subject.Kind is not ErrorSubject.Silence && record.Execution is { } failed
            ? await starter.RerunFailedAsync(failed, requestedBy, cancellationToken)
            : await starter.RunNowAsync(record.Subject.Id, requestedBy, cancellationToken);
        if (result.Refusal is StartRefusal.NotFound or StartRefusal.NothingFailed)
        {
            result = await starter.RunNowAsync(record.Subject.Id, requestedBy, cancellationToken);
        }

        if (result.Execution is { } started)
        {
            executions.Add(started.Id);
            return null;
        }

        return result.Reason ?? new Issue(IssueCodes.FlowUnknown, null, record.Subject.Id);
    }

    private async Task<Issue?> RetryOrderAsync(string id, string requestedBy, CancellationToken cancellationToken)
    {
        CommandResult result = await orders.RetryAsync(id, requestedBy, cancellationToken);
        return result.Outcome switch
        {
            CommandOutcome.Unknown => new Issue(IssueCodes.OrderUnknown, null, id),
            CommandOutcome.Refused => result.Refusal,
            _ => null,
        };
    }

    private async Task<Issue?> ReplayAsync(string id, CancellationToken cancellationToken)
    {
        PushedMessage? message = await inbox.FindAsync(id, cancellationToken);
        if (message is null || message.BodyErasedAt is not null)
        {
            return message is null
                ? new Issue(IssueCodes.NotificationUnknown, null, id)
                : new Issue(IssueCodes.BodyErased, null, $"Body of message '{id}'").With("time", $"{message.BodyErasedAt:u}");
        }

        await messages.SendAsync(new MessageRequest([id], Again: true), cancellationToken);
        return null;
    }
}

/// <summary>What became of the wish to try a group again.</summary>
/// <param name="Done">Records that are tried again.</param>
/// <param name="Executions">Ids of the executions that were started.</param>
/// <param name="Skipped">Records that are not, and why.</param>
public sealed record ErrorRetryResult(int Done, IReadOnlyList<string> Executions, IReadOnlyList<ErrorRetrySkip> Skipped);

/// <summary>A record that is not tried again.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Reason">Why not, and what to do instead.</param>
public sealed record ErrorRetrySkip(ErrorSubject Subject, Issue Reason);
