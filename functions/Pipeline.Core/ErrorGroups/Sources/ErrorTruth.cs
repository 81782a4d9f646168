using Pipeline.Core.Flows;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Inbox;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.ErrorGroups.Sources;

/// <summary>Reports subjects as they are stored.</summary>
public sealed class ErrorTruth(
    IExecutionStore executions, IExecutionLog log, IOrderStore orders, IMessageInbox inbox, IInvoiceStore invoices, ExecutionReports reports,
    IErrorReporter reporter, MessagePatience patience, TimeProvider clock)
{
    /// <summary>Executions of a flow that are looked back at.</summary>
    private const int LookBack = 50;

    /// <summary>Reports a subject. May be repeated.</summary>
    /// <returns>Whether it has said all it will say by itself; false while an execution is at work.</returns>
    public async Task<bool> TellAsync(ErrorSubject subject, CancellationToken cancellationToken)
    {
        switch (subject.Kind)
        {
            case ErrorSubject.Execution:
                return await TellExecutionAsync(subject, cancellationToken);
            case ErrorSubject.Flow or ErrorSubject.File:
                if (!await TellFlowAsync(subject.Id, cancellationToken))
                {
                    await ClearAsync(subject, cancellationToken);
                }

                return true;
            case ErrorSubject.Order:
                await TellAsync(subject, await orders.FindAsync(subject.Id, cancellationToken) is { } order ? RecordFindings.Of(order.Record) : null, cancellationToken);
                return true;
            case ErrorSubject.Message:
                PushedMessage? message = await inbox.FindAsync(subject.Id, cancellationToken);
                await TellAsync(subject, message is null ? null : RecordFindings.Of(message, clock.GetUtcNow(), patience.UnknownOrder), cancellationToken);
                return true;
            case ErrorSubject.Invoice:
                await TellAsync(subject, await invoices.FindAsync(subject.Id, cancellationToken) is { } invoice ? RecordFindings.Of(invoice) : null, cancellationToken);
                return true;
            default:
                // A silence is looked for anew all the time.
                return true;
        }
    }

    /// <summary>Reports how the latest executions of a flow ended, the oldest first, so that the last word is the latest's.</summary>
    /// <returns>Whether one of them says anything.</returns>
    public async Task<bool> TellFlowAsync(string flow, CancellationToken cancellationToken)
    {
        Page<Execution> latest = await log.ListAsync(new ExecutionFilter { Flow = flow }, LookBack, null, cancellationToken);
        Execution[] telling = [.. latest.Items.Where(static execution => execution.Status is not ExecutionStatus.Held && ExecutionFindings.Tells(execution))];

        // The latest that speaks of a file, and the latest of all.
        Execution? ofFile = telling.FirstOrDefault(static execution => execution.Status is not (ExecutionStatus.Failed or ExecutionStatus.NothingToDo)
            || execution is { Status: ExecutionStatus.NothingToDo, Counts.Read: > 0 });
        foreach (Execution execution in new[] { ofFile, telling.FirstOrDefault() }.OfType<Execution>().DistinctBy(static execution => execution.Id))
        {
            await reports.SendAsync(execution, cancellationToken);
        }

        return telling.Length > 0;
    }

    private async Task<bool> TellExecutionAsync(ErrorSubject subject, CancellationToken cancellationToken)
    {
        Execution? execution = await executions.FindAsync(subject.Id, cancellationToken);
        if (execution is null)
        {
            await ClearAsync(subject, cancellationToken);
            return true;
        }

        if (execution.Status is ExecutionStatus.Held)
        {
            await reports.SendAsync(execution, cancellationToken);
            return true;
        }

        // A later one of the flow may have spoken since.
        await reporter.ReportAsync(new ErrorReport(subject, execution.FinishedAt ?? execution.HeartbeatAt ?? execution.QueuedAt, []), cancellationToken);
        _ = execution.IsFinished && await TellFlowAsync(execution.Flow, cancellationToken);
        return execution.IsFinished;
    }

    private Task TellAsync(ErrorSubject subject, ErrorReport? report, CancellationToken cancellationToken) =>
        report is null ? ClearAsync(subject, cancellationToken) : reporter.ReportAsync(report, cancellationToken);

    // What is not there any more waits for nobody.
    private Task ClearAsync(ErrorSubject subject, CancellationToken cancellationToken) =>
        reporter.ReportAsync(new ErrorReport(subject, clock.GetUtcNow(), []), cancellationToken);
}
