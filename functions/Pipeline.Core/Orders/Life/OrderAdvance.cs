using System.Diagnostics;
using Pipeline.Core.Orders.Following;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Prices;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Selling;
using Pipeline.Core.Orders.Sourcing;
using Pipeline.Core.Tracing;

namespace Pipeline.Core.Orders.Life;

/// <summary>Takes an order as far as it goes now: looks, does what comes next, and looks again until it has to wait or has ended.</summary>
/// <remarks>
/// One activity of the orchestration for what would be eight: each costs nine operations on storage. What one step has stored
/// is what the next begins with; whoever changes the order meanwhile makes it be read again.
/// </remarks>
public sealed class OrderAdvance(
    OrderReview review,
    OrderSourcing sourcing,
    PriceCheck prices,
    OrderPlacing placing,
    OrderInquiry inquiry,
    OrderFollowUp followUp,
    OrderCancelling cancelling,
    AcceptanceCheck acceptance,
    ReportSending reports)
{
    /// <summary>More than an order of several distributors takes until it waits.</summary>
    private const int StepLimit = 10;

    /// <summary>Advances an order. May be repeated and cut at any point.</summary>
    /// <returns>What comes next: nothing, a wait, or a further step when there were too many.</returns>
    public async Task<OrderDecision> AdvanceAsync(string orderId, CancellationToken cancellationToken)
    {
        using Activity? span = PipelineTrace.Start("order.advance", await review.CauseOfAsync(orderId, cancellationToken));
        _ = span?.SetTag("order.id", orderId);
        OrderLook look = await review.LookAsync(orderId, null, cancellationToken);
        for (int steps = 0; steps < StepLimit && look is { Order: { } order, Decision.Step: not (NextStep.Wait or NextStep.End) }; steps++)
        {
            StoredOrder? after = await DoAsync(look.Decision, order, cancellationToken);
            look = await review.LookAsync(orderId, after, cancellationToken);
        }

        return look.Decision;
    }

    private Task<StoredOrder?> DoAsync(OrderDecision decision, StoredOrder order, CancellationToken cancellationToken) => decision.Step switch
    {
        NextStep.Source => sourcing.SourceAsync(order, cancellationToken),
        NextStep.AskPrices => prices.CheckAsync(order, cancellationToken),
        NextStep.Place => placing.PlaceAsync(order, PurchaseOrderNumber.Parse(decision.Number!), cancellationToken),
        NextStep.AskAbout => inquiry.AskAsync(order, PurchaseOrderNumber.Parse(decision.Number!), cancellationToken),
        NextStep.Cancel => cancelling.CancelAsync(order, PurchaseOrderNumber.Parse(decision.Number!), cancellationToken),
        NextStep.Follow => followUp.FollowAsync(order, PurchaseOrderNumber.Parse(decision.Number!), cancellationToken),
        NextStep.Accept => acceptance.CheckAsync(order, cancellationToken),
        NextStep.Report => reports.SendAsync(order, decision.Number!, cancellationToken),
        NextStep.AskReport => reports.AskAsync(order, decision.Number!, cancellationToken),
        _ => throw new InvalidOperationException($"{decision.Step} is nothing to do."),
    };
}
