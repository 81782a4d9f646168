using System.Runtime.CompilerServices;
using Pipeline.Core.Flows;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Inbox;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.ErrorGroups.Sources;

/// <summary>Makes good what was cut between a change and its report, and makes all groups anew from what is stored.</summary>
public sealed class ErrorSweep(
    IErrorStore store, IErrorNotes notes, ErrorTruth truth, FlowCatalog flows, IExecutionLog log, IOrderStore orders, IMessageInbox inbox,
    IInvoiceStore invoices, MessagePatience patience, TimeProvider clock)
{
    private const int PageSize = 200;

    /// <summary>A note this old is not about to be followed by its report.</summary>
    private static readonly TimeSpan NoteAge = TimeSpan.FromMinutes(2);

    /// <summary>How long closed groups are kept.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>Reports what was noted and never reported, and messages that have waited too long for their order. Safe to repeat.</summary>
    /// <returns>Subjects reported.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        int told = 0;
        foreach (ErrorNote note in await notes.ListAsync(clock.GetUtcNow() - NoteAge, cancellationToken))
        {
            if (await truth.TellAsync(note.Subject, cancellationToken))
            {
                await notes.RemoveAsync(note, cancellationToken);
                told++;
            }
        }

        DateTimeOffset limit = clock.GetUtcNow() - patience.UnknownOrder;
        foreach (ParkedMessage late in (await inbox.ListParkedAsync(cancellationToken)).Where(parked => parked.ReceivedAt <= limit))
        {
            ErrorSubject subject = new(ErrorSubject.Message, late.Id);
            if ((await store.ListOfAsync(subject, cancellationToken)).Count == 0)
            {
                _ = await truth.TellAsync(subject, cancellationToken);
                told++;
            }
        }

        return told;
    }

    /// <summary>
    /// Makes the groups say what is stored: all that waits for a person is reported, and all that stood and does not any more is
    /// put right. What people did to groups stays. Safe to repeat and to cut.
    /// </summary>
    /// <returns>Subjects looked at.</returns>
    public async Task<int> RebuildAsync(CancellationToken cancellationToken)
    {
        HashSet<ErrorSubject> seen = [];
        foreach (FlowDefinition flow in flows.All)
        {
            _ = seen.Add(new ErrorSubject(ErrorSubject.Flow, flow.Code));
            _ = seen.Add(new ErrorSubject(ErrorSubject.File, flow.Code));
            if (!await truth.TellFlowAsync(flow.Code, cancellationToken))
            {
                _ = await truth.TellAsync(new ErrorSubject(ErrorSubject.Flow, flow.Code), cancellationToken);
            }
        }

        await foreach (ErrorSubject subject in WaitingAsync(cancellationToken).Concat(StandingAsync(cancellationToken)))
        {
            if (seen.Add(subject))
            {
                _ = await truth.TellAsync(subject, cancellationToken);
            }
        }

        return seen.Count;
    }

    /// <summary>Removes groups that were closed long ago. Safe to repeat.</summary>
    /// <returns>Groups removed.</returns>
    public Task<int> ExpireAsync(CancellationToken cancellationToken) => store.RemoveClosedAsync(clock.GetUtcNow() - Kept, cancellationToken);

    private async IAsyncEnumerable<ErrorSubject> WaitingAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (Execution held in (await log.ListOpenAsync(cancellationToken)).Where(static execution => execution.Status is ExecutionStatus.Held))
        {
            yield return new ErrorSubject(ErrorSubject.Execution, held.Id);
        }

        foreach (OrderFilter filter in new[] { new OrderFilter(State: OrderState.Blocked), new OrderFilter(HasAlarm: true) })
        {
            await foreach (OrderSummary order in PagesAsync((cursor, token) => orders.ListAsync(filter, PageSize, cursor, token), cancellationToken))
            {
                yield return new ErrorSubject(ErrorSubject.Order, order.OrderId);
            }
        }

        foreach (MessageState state in new[] { MessageState.Quarantined, MessageState.Parked })
        {
            await foreach (PushedMessage message in PagesAsync((cursor, token) => inbox.ListAsync(new MessageFilter(state, null), PageSize, cursor, token), cancellationToken))
            {
                yield return new ErrorSubject(ErrorSubject.Message, message.Id);
            }
        }

        await foreach (InvoiceRecord invoice in PagesAsync((cursor, token) => invoices.ListAsync(new InvoiceFilter(), PageSize, cursor, token), cancellationToken))
        {
            if (invoice.Differences.Count > 0)
            {
                yield return new ErrorSubject(ErrorSubject.Invoice, invoice.Id);
            }
        }
    }

    private async IAsyncEnumerable<ErrorSubject> StandingAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (ErrorGroup group in await store.ListAsync(isClosed: false, cancellationToken))
        {
            await foreach (ErrorRecord record in PagesAsync((cursor, token) => store.ListRecordsAsync(group.Id, PageSize, cursor, token), cancellationToken))
            {
                if (!record.IsOpen)
                {
                    break;
                }

                yield return record.Subject;
            }
        }
    }

    private static async IAsyncEnumerable<T> PagesAsync<T>(
        Func<string?, CancellationToken, Task<Page<T>>> readAsync, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? cursor = null;
        do
        {
            Page<T> page = await readAsync(cursor, cancellationToken);
            foreach (T item in page.Items)
            {
                yield return item;
            }

            cursor = page.Cursor;
        }
        while (cursor is not null);
    }
}
