using System.Globalization;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Merging;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sourcing;

namespace Pipeline.Core.Orders.Placing;

/// <summary>What an Order Create came to, as a change of the record. Pure: may be decided several times.</summary>
/// <param name="Number">The purchase order.</param>
/// <param name="Send">Which send it was; a result that comes after another send says nothing about that one.</param>
/// <param name="Placement">The outcome.</param>
internal sealed record PlacementResult(PurchaseOrderNumber Number, int Send, OrderPlacement Placement)
{
    /// <summary>Stores it. A message that came first has already proved that the distributor has the order.</summary>
    public void Store(OrderChange change, DateTimeOffset now, OrderLimits limits)
    {
        if (change.Record.Purchase(Number) is not { } purchase)
        {
            return;
        }

        bool isOpen = purchase.Phase is PurchasePhase.Sending or PurchasePhase.Planned;
        bool isLatest = purchase.Phase == PurchasePhase.Sending && change.Record.Attempt(Number).Sends == Send;
        switch (Placement.Outcome)
        {
            case PlacementOutcome.Acknowledged:
                Acknowledge(change, purchase, isOpen, now, limits);
                break;
            case PlacementOutcome.Refused:
                Note(change, purchase, $"was refused: {Words()}");
                Refuse(change, purchase, isLatest, limits);
                break;
            case PlacementOutcome.NotSent:
                Note(change, purchase, $"was not taken and is sent again later: {Words()}");
                Keep(change, purchase with { Phase = PurchasePhase.Planned }, isLatest, attempt =>
                    attempt.BackOff(now, limits) with { UnknownSince = null });
                break;
            case PlacementOutcome.Simulated:
                Note(change, purchase, "would have been sent (test mode)");
                Keep(change, purchase with { Phase = PurchasePhase.Simulated }, isLatest, static attempt => attempt.GoOn());
                break;
            default:
                Note(change, purchase, $"has no clear answer; the distributor is asked before anything else: {Words()}");
                Keep(change, purchase, isLatest, attempt => Ask(attempt with { IsBusy = Placement.IsBusy }, limits.Of(purchase.Distributor), now, limits) with
                {
                    UnknownSince = attempt.UnknownSince ?? attempt.SendingAt,
                });
                break;
        }

        // The look that follows need not write it then.
        OrderReview.Promise(change, OrderDecisions.Next(change.Record, now, limits), now, limits);
    }

    private void Acknowledge(OrderChange change, PurchaseOrder purchase, bool isOpen, DateTimeOffset now, OrderLimits limits)
    {
        Note(change, purchase, "was sent");
        string words = Placement.Acknowledgement is { } proof
            ? $" ({string.Join(' ', new[] { proof.ReturnCode, proof.ReturnMessage, proof.DocumentId }.Where(word => !string.IsNullOrEmpty(word)))})"
            : string.Empty;
        change.Note(
            OrderSteps.Acknowledgement, $"{purchase.Distributor} has received {Number}{words}.", Placement.ExchangeId);
        Keep(change, purchase with { Phase = PurchasePhase.Acknowledged }, isOpen, attempt =>
            attempt.GoOn() with { AcknowledgedAt = now, UnknownSince = null });
        if (Placement.Acknowledgement?.Response is { } response)
        {
            // Some profiles answer at once what others push later.
            OrderMergeNotes.Merge(change, response, Placement.ExchangeId);
        }

        OrderMerging.Settle(change, now, limits);
    }

    private void Refuse(OrderChange change, PurchaseOrder purchase, bool isLatest, OrderLimits limits)
    {
        if (!isLatest)
        {
            return;
        }

        Issue why = Placement.Problem?.Issue ?? new Issue(IssueCodes.PurchaseOrderRefused, null, null) { SaidCause = "no reason was given" };
        if (limits.Of(purchase.Distributor).IsAboutSettings(why.Code))
        {
            Keep(change, purchase with { Phase = PurchasePhase.Planned }, true, static attempt => attempt.GoOn() with { UnknownSince = null });
            change.Block([why with { Where = purchase.Distributor }]);
            return;
        }

        Keep(change, purchase with { Phase = PurchasePhase.Refused, RefusalCode = why.Code }, true,
            static attempt => attempt.GoOn() with { UnknownSince = null });
        if (purchase.Lines.All(static line => line.HasOthers) && !change.Record.Order.IsCancelRequested)
        {
            // The next distributor is asked.
            return;
        }

        if (StandingRefusals.Contains(why.Code))
        {
            change.Block([StandingRefusals.Of(change.Record.Purchase(Number)!)]);
        }
        else if (!change.Record.IsEnded)
        {
            Issue refused = new Issue(IssueCodes.PurchaseOrderRefused, null, Number.Value).With("distributor", purchase.Distributor)
                .With("code", why.Code).With("reason", Placement.Breaches.Count > 0 ? "it breaks the distributor's limits." : why.Cause);
            change.Block([refused, .. Placement.Breaches]);
        }
    }

    private static PurchaseAttempt Ask(PurchaseAttempt attempt, DistributorTerms terms, DateTimeOffset now, OrderLimits limits) =>
        terms.Recovery.Count > 0 ? attempt with { NotBefore = terms.FirstAsk(attempt.SendingAt ?? now, attempt.IsBusy) } : attempt.BackOff(now, limits);

    private static void Keep(
        OrderChange change, PurchaseOrder purchase, bool counts, Func<PurchaseAttempt, PurchaseAttempt> attempt)
    {
        if (counts)
        {
            change.Record = change.Record.With(purchase).With(attempt(change.Record.Attempt(purchase.Number)));
        }
    }

    private void Note(OrderChange change, PurchaseOrder purchase, string what)
    {
        decimal sum = purchase.Lines.Sum(line => line.UnitPrice * line.Quantity);
        change.Note(
            OrderSteps.OrderCreate,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Order Create {Number} to {purchase.Distributor} ({Plural.Of(purchase.Lines.Count, "line")}, {sum:0.00} {purchase.Currency}) {what}.").Replace("..", ".", StringComparison.Ordinal),
            Placement.ExchangeId,
            Placement.Problem?.Issue.Code);
    }

    private string Words() => Placement.Breaches.Count > 0
        ? string.Join("; ", Placement.Breaches)
        : Placement.Problem?.Issue.Cause ?? "no reason was given";
}
