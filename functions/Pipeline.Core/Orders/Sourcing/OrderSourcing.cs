using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sales;

namespace Pipeline.Core.Orders.Sourcing;

/// <summary>Chooses distributors and articles: a sales order becomes one purchase order per distributor.</summary>
/// <remarks>
/// Nothing leaves the house. Numbers are claimed and pieces promised before the purchase orders are stored, so that a message
/// about them always finds the order, and no other order is promised the same. May be repeated and cut at any point: what has a
/// purchase order is left alone, and promises that nothing came of end by themselves.
/// </remarks>
public sealed class OrderSourcing(
    OrderUpdater updates,
    IOrderNumberStore numbers,
    IDistributorServiceDirectory services,
    IArticleSearch articles,
    SourcingPolicy policy,
    PromisedUnits promised,
    TimeProvider clock)
{
    private const int ConflictLimit = 20;

    /// <summary>Plans purchase orders for the lines that have none, or blocks the order and says why each line cannot be bought.</summary>
    public Task SourceAsync(string orderId, CancellationToken cancellationToken) =>
        updates.DoAsync(orderId, stored => SourceAsync(stored, cancellationToken), cancellationToken);

    /// <summary>The same for an order that was read a moment ago.</summary>
    /// <returns>The order after it.</returns>
    internal async Task<StoredOrder?> SourceAsync(StoredOrder stored, CancellationToken cancellationToken)
    {
        if (!MaySource(stored.Record))
        {
            return stored;
        }

        SourcingPlan plan = await PlanAsync(stored.Record, cancellationToken);
        plan = plan with { Obstacles = [.. plan.Obstacles, .. await ClaimAsync(stored.Record.Order.OrderId, plan.Purchases, cancellationToken)] };
        return await updates.UpdateAsync(
            stored,
            change =>
            {
                if (MaySource(change.Record) && IsAsSeen(change.Record.Order, stored.Record.Order))
                {
                    plan.Store(change);
                }
            },
            cancellationToken);
    }

    /// <summary>Why not all lines of an order could be bought from stock now, or null. Nothing is stored or promised.</summary>
    internal async Task<Issue?> FindLackAsync(OrderRecord record, CancellationToken cancellationToken)
    {
        SourcingTerms terms = await policy.ReadAsync(services.Distributors.Count > 1, cancellationToken);
        SourcingEligibility eligibility = new(record, services, terms, policy.MaxAge, clock.GetUtcNow());
        LineSourcing lines = new(articles, services.Distributors, eligibility, promised);
        SourcingPlan plan = await new SourcingRun(record, terms, eligibility, lines, IsPlain, clock.GetUtcNow()).PlanAsync(
            services.Distributors, cancellationToken);
        return plan.Obstacles.Count > 0 ? plan.Obstacles[0]
            : plan.Short is [var number, ..] ? new Issue(IssueCodes.ChannelLinesShort, $"line {number}", null)
            : null;
    }

    private static bool MaySource(OrderRecord record) =>
        record.Order is { BlockedReason: null, IsCancelRequested: false } && record.OpenLines().Any() && !record.IsEnded;

    private static bool IsAsSeen(SalesOrder now, SalesOrder seen) => now.PurchaseOrders.Count == seen.PurchaseOrders.Count
        && now.Lines.All(line => now.MissingOf(line) == seen.MissingOf(line));

    /// <summary>Chooses, and promises the pieces; chooses again when somebody else was faster with an article.</summary>
    private async Task<SourcingPlan> PlanAsync(OrderRecord record, CancellationToken cancellationToken)
    {
        // Who names an article leaves nothing to choose.
        bool hasChoice = services.Distributors.Count > 1 && record.Order.Lines.Any(line => line.Sku is null && record.Order.MissingOf(line) > 0);
        SourcingTerms terms = await policy.ReadAsync(hasChoice, cancellationToken);
        for (int conflicts = 0; conflicts < ConflictLimit; conflicts++)
        {
            SourcingEligibility eligibility = new(record, services, terms, policy.MaxAge, clock.GetUtcNow());
            LineSourcing lines = new(articles, services.Distributors, eligibility, promised);
            SourcingPlan plan = await new SourcingRun(record, terms, eligibility, lines, IsPlain, clock.GetUtcNow()).PlanAsync(
                services.Distributors, cancellationToken);
            if (plan.Obstacles.Count > 0 || record.IsTest || await PromiseAsync(record.Order.OrderId, plan.Purchases, lines, cancellationToken))
            {
                return plan;
            }
        }

        throw new InvalidOperationException($"Articles of order {record.Order.OrderId} were promised to others {ConflictLimit} times in a row; try again.");
    }

    private bool IsPlain(string distributor) => DistributorReach.To(services, distributor, false).Services is { TakesDashes: false };

    /// <summary>Promises each article that was looked at; of what is delivered electronically nobody is promised anything.</summary>
    private async Task<bool> PromiseAsync(
        string orderId, IReadOnlyList<PurchaseOrder> planned, LineSourcing lines, CancellationToken cancellationToken)
    {
        var parts = planned.SelectMany(static purchase => purchase.Lines, static (purchase, line) => (purchase, line))
            .GroupBy(static part => (part.purchase.Distributor, part.line.Sku.AsCompared));
        foreach (var article in parts.Where(article => lines.Promises.ContainsKey(article.Key)))
        {
            Promise[] own = [.. article.Select(part => new Promise(
                orderId, part.purchase.Number.Value, part.line.LineNumber.Value, part.line.Quantity, clock.GetUtcNow()))];
            ArticlePromises known = lines.Promises[article.Key];
            if (!await promised.TryPromiseAsync(article.Key, known.Stored, known.Living, own, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<List<Issue>> ClaimAsync(
        string orderId, IReadOnlyList<PurchaseOrder> planned, CancellationToken cancellationToken)
    {
        List<Issue> obstacles = [];
        foreach (PurchaseOrder purchase in planned)
        {
            IReadOnlyList<string> taken = await numbers.ClaimAsync(
                purchase.Distributor, [purchase.Number.Value], orderId, cancellationToken);
            obstacles.AddRange(taken.Select(number => new Issue(IssueCodes.PurchaseOrderNumberTaken, null, number)));
        }

        return obstacles;
    }
}
