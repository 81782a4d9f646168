using Pipeline.Core.Orders.Commands;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Faults.Ledgers;
using Pipeline.Faults.Time;

namespace Pipeline.Faults.Orders;

/// <summary>The books of operators' commands: what was answered holds, is told once, and is answered the same when asked again.</summary>
public sealed class OperatorAudit(Operators operators, Ledger ledger)
{
    /// <summary>Checks what was promised about one order.</summary>
    /// <param name="customer">The order.</param>
    /// <param name="record">As it is in the end.</param>
    /// <param name="events">Its timeline.</param>
    /// <param name="bought">What the distributor holds of it.</param>
    public void Check(CustomerOrder customer, OrderRecord record, IReadOnlyList<OrderEvent> events, IReadOnlyList<Bought> bought)
    {
        CommandAnswer[] answers = [.. operators.Answers.Where(answer => answer.Command.Order == customer.Reference)];
        ledger.Count("commands", answers.Length);
        ledger.Check(
            Array.TrueForAll(answers, static answer => answer.Result.Outcome != CommandOutcome.Unknown),
            "a command finds its order", $"one to {customer.Reference} does not");
        ledger.Check(
            Array.TrueForAll(answers, static answer => answer.Result.Outcome != CommandOutcome.Refused || answer.Result.Refusal is { Code.Length: > 0, Sentence.Length: > 0 }),
            "a refusal says why", $"one to {customer.Reference} does not");
        CheckCancels(customer, record, events, [.. answers.Where(static answer => answer.Command.Step is OperatorStep.Cancel)], bought);
        CheckReleases(customer, record, answers);
        CheckRemovals(customer, record, events, [.. answers.Where(static answer => answer.Command.Step is OperatorStep.RemovePersonalData)]);
    }

    private void CheckCancels(
        CustomerOrder customer, OrderRecord record, IReadOnlyList<OrderEvent> events, CommandAnswer[] answers, IReadOnlyList<Bought> bought)
    {
        int told = events.Count(entry => entry.Step == OrderSteps.CancelRequested
            && operators.Answers.Any(answer => entry.Summary.Contains(answer.Command.By, StringComparison.Ordinal)));
        ledger.Check(told <= 1, "a command is told once", $"that {customer.Reference} was cancelled is told {told} times");
        CommandAnswer[] taken = [.. answers.SkipWhile(static answer => answer.Result.Outcome is CommandOutcome.Refused)];
        if (taken.Length == 0)
        {
            return;
        }

        ledger.Count("cancels", 1);
        CommandAnswer first = taken[0];
        ledger.Check(
            Array.TrueForAll(taken, static answer => answer.Result.Outcome != CommandOutcome.Refused),
            "a cancellation that was taken is never refused afterwards", $"one of {customer.Reference} was");
        bool isVoided = bought.Any(static entry => entry.IsVoided);
        ledger.Check(
            record.Order.IsCancelled || record.Order.IsCancelRequested || isVoided,
            "an acknowledged cancellation is not lost", $"{customer.Reference} knows nothing of it");
        ledger.Check(
            SendsOf(record) == SendsOf(first.Result.Record!),
            "nothing is sent after a cancellation", $"{customer.Reference} was cancelled after {SendsOf(first.Result.Record!)} and has {SendsOf(record)}");
        if (Array.Exists(taken, static answer => answer.Result.Outcome is CommandOutcome.Done))
        {
            ledger.Check(
                record.State is Core.Orders.OrderState.Cancelled && bought.All(static entry => entry.Lines.All(static line => line.Due == 0)),
                "what was answered as cancelled stays so", $"{customer.Reference} is {record.State}");
        }
    }

    private void CheckReleases(CustomerOrder customer, OrderRecord record, CommandAnswer[] answers)
    {
        bool isCancelled = record.Order.IsCancelled || record.Order.IsCancelRequested;
        bool mustGoOn = Array.Exists(answers, answer => answer is { Result: { Outcome: CommandOutcome.Accepted, Record: { } then } }
            && (customer.Fate, answer.Command.Step) switch
            {
                (OrderFate.TooDear, OperatorStep.Release) => true,
                (OrderFate.Misconfigured, OperatorStep.Release or OperatorStep.Retry) =>
                    then.Order is { BlockedReason: null, PurchaseOrders: [{ Phase: PurchasePhase.Planned }] }
                    && answer.SentAt - Simulation.Start >= customer.MendedAt,
                _ => false,
            });
        ledger.Check(
            !mustGoOn || isCancelled || record.IsEnded, "an order that was let go goes on", $"{customer.Reference} is {record.State}");
        ledger.Count("released or tried again", mustGoOn ? 1 : 0);
    }

    private void CheckRemovals(CustomerOrder customer, OrderRecord record, IReadOnlyList<OrderEvent> events, CommandAnswer[] answers)
    {
        int told = events.Count(static entry => entry.Step == OrderSteps.PersonalDataRemoved);
        ledger.Check(told <= 1, "a command is told once", $"that data of {customer.Reference} was removed is told {told} times");
        if (Array.Exists(answers, static answer => answer.Result.Outcome is CommandOutcome.Done))
        {
            ledger.Count("removals", 1);
            ledger.Check(
                told == 1 && record is { ErasedAt: not null, Order: { ShipTo: null, EndUserReference: null } },
                "removed data stays removed", $"{customer.Reference} has an address or no entry");
        }
    }

    /// <summary>How often each purchase order was sent.</summary>
    private static string SendsOf(OrderRecord record) => string.Join(
        ", ", record.Attempts.Where(static attempt => attempt.Sends > 0).Select(static attempt => $"{attempt.Number} x {attempt.Sends}"));
}
