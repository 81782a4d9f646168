using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sales;
using Pipeline.Core.Orders.Selling;

namespace Pipeline.Core.Orders.Commands;

/// <summary>What a person may do to an order. Each command may be repeated and changes the order once.</summary>
/// <param name="updates">Changes records that others change too.</param>
/// <param name="signals">Wakes the life cycle, after the change is stored; a repetition sends a lost signal again.</param>
public sealed class OrderCommandHandler(OrderUpdater updates, IOrderSignalQueue signals)
{
    /// <summary>Cancels: at once before Order Create was sent, else a task for a person at the distributor.</summary>
    public Task<CommandResult> CancelAsync(string orderId, string requestedBy, CancellationToken cancellationToken) =>
        RunAsync(orderId, change => Cancel(change, requestedBy), cancellationToken);

    /// <summary>Lets a blocked order go on as it is: what the price check found is accepted.</summary>
    public Task<CommandResult> ReleaseAsync(string orderId, string requestedBy, CancellationToken cancellationToken) =>
        RunAsync(orderId, change => Release(change, requestedBy), cancellationToken);

    /// <summary>
    /// Tries again what failed, at once: prices are asked for again, pauses end. An Order Create of unknown fate is not sent
    /// again by this; the life cycle asks the distributor first.
    /// </summary>
    public Task<CommandResult> RetryAsync(string orderId, string requestedBy, CancellationToken cancellationToken) =>
        RunAsync(orderId, change => Retry(change, requestedBy), cancellationToken);

    private static CommandResult Cancel(OrderChange change, string requestedBy)
    {
        OrderRecord record = change.Record;
        SalesOrder order = record.Order;
        OrderState state = (order with { BlockedReason = null, IsCancelRequested = false }).State();
        if (state == OrderState.Cancelled || order.IsCancelRequested)
        {
            return new CommandResult(state == OrderState.Cancelled ? CommandOutcome.Done : CommandOutcome.Accepted, record);
        }

        if (state is OrderState.Complete or OrderState.Rejected or OrderState.Simulated)
        {
            return Ended(record, state, "cancel");
        }

        if (state is OrderState.Shipped or OrderState.Invoiced)
        {
            return new CommandResult(CommandOutcome.Refused, record, new Issue(IssueCodes.OrderShipped, null, null));
        }

        order = order.Cancel();
        change.Record = record with
        {
            Order = order,
            Attempts = [.. record.Attempts.Select(static attempt => attempt with { CancelSentAt = null, CancelAnsweredAt = null })],
        };
        change.Note(OrderSteps.CancelRequested, order.IsCancelled
            ? $"Cancelled by {requestedBy} before anything was sent."
            : $"{requestedBy} asks to cancel: the distributor has the order or may have it, so it has to be cancelled there.");
        return new CommandResult(order.IsCancelled ? CommandOutcome.Done : CommandOutcome.Accepted, change.Record);
    }

    private static CommandResult Release(OrderChange change, string requestedBy)
    {
        OrderRecord record = change.Record;
        if (record.IsEnded)
        {
            return Ended(record, record.State, "release");
        }

        if (record.Order.BlockedReason is null)
        {
            return record.IsReleased
                ? new CommandResult(CommandOutcome.Accepted, record)
                : new CommandResult(CommandOutcome.Refused, record, new Issue(IssueCodes.OrderNotBlocked, null, record.State.Spell()));
        }

        change.Record = record with { IsReleased = true, Order = Forgiven(record.Order) };
        change.Note(OrderSteps.Released, $"Released by {requestedBy}.");
        return new CommandResult(CommandOutcome.Accepted, change.Record);
    }

    private static CommandResult Retry(OrderChange change, string requestedBy)
    {
        OrderRecord record = change.Record;
        bool isUntold = record.Reports.Any(static report => report.State == ReportState.Failed || report is { IsOpen: true, Pause: not null });
        if (record.IsEnded && !isUntold)
        {
            return Ended(record, record.State, "retry");
        }

        // What the distributor has is not priced again; asking again would only lose what a person has accepted.
        bool isUnsent = record.Order.PurchaseOrders.Count == 0
            || record.Order.PurchaseOrders.Any(static order => order.Phase == PurchasePhase.Planned);
        bool isWaiting = record.Order.BlockedReason is not null || record.Attempts.Any(static attempt => attempt.NotBefore is not null);
        if (isWaiting || isUntold || (isUnsent && record.ArePricesChecked))
        {
            change.Record = record with
            {
                Order = record.Order.BlockedReason is null ? record.Order : Forgiven(record.Order),
                ArePricesChecked = record.ArePricesChecked && !isUnsent,
                Attempts = [.. record.Attempts.Select(static attempt => attempt with { NotBefore = null })],
                Reports = [.. record.Reports.Select(static report => report switch
                {
                    { State: ReportState.Failed } => report with { State = ReportState.Due, NotBefore = null },
                    { IsOpen: true, Pause: not null } => report with { NotBefore = null },
                    _ => report,
                })],
            };
            change.Record = change.Record with { ReviewDueAt = change.Record.ReviewDueAt ?? change.Now };
            change.Note(OrderSteps.Retry, $"{requestedBy} asks to try again.");
        }

        return new CommandResult(CommandOutcome.Accepted, change.Record);
    }

    /// <summary>The order, let go; every distributor may be asked again.</summary>
    private static SalesOrder Forgiven(SalesOrder order) => order with { BlockedReason = null, ForgivenPurchases = order.PurchaseOrders.Count };

    private static CommandResult Ended(OrderRecord record, OrderState state, string command) => new(
        CommandOutcome.Refused, record, new Issue(IssueCodes.OrderEnded, null, state.Spell()).With("command", command));

    private async Task<CommandResult> RunAsync(
        string orderId, Func<OrderChange, CommandResult> decide, CancellationToken cancellationToken)
    {
        CommandResult result = new(CommandOutcome.Unknown, null);
        StoredOrder? stored = await updates.UpdateAsync(orderId, change => result = decide(change), cancellationToken);
        if (stored is null)
        {
            return result;
        }

        if (result.Outcome != CommandOutcome.Refused)
        {
            await signals.SendAsync(orderId, cancellationToken);
        }

        return result with { Record = stored.Record };
    }
}
