using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sales;

namespace Pipeline.Core.Orders.Sourcing;

/// <summary>One attempt to find distributors for the open lines of an order.</summary>
internal sealed class SourcingRun(
    OrderRecord record, SourcingTerms terms, SourcingEligibility eligibility, LineSourcing sourcing, Func<string, bool> isPlain, DateTimeOffset now)
{
    private readonly List<SourcedLine> lines = [];
    private readonly List<SourcingWish> wishes = [];
    private readonly List<SourcingWish> left = [];
    private readonly List<Issue> obstacles = [];

    /// <summary>Looks at each line, and then chooses for all of them together.</summary>
    public async Task<SourcingPlan> PlanAsync(IReadOnlyList<string> distributors, CancellationToken cancellationToken)
    {
        SalesOrder order = record.Order;
        foreach (SalesOrderLine line in order.Lines.Where(line => order.MissingOf(line) > 0).OrderBy(static line => line.LineNumber.Value))
        {
            if (line.Distributor is { } demanded && !distributors.Contains(demanded, StringComparer.Ordinal))
            {
                obstacles.Add(new Issue(IssueCodes.DistributorNotConfigured, LineSourcing.PlaceOf(line), demanded));
            }
            else if (line.Sku is not null)
            {
                (SourcedLine? sourced, Issue? obstacle) = await sourcing.ResolveAsync(line, order.MissingOf(line), cancellationToken);
                lines.AddRange(sourced is null ? [] : [sourced]);
                obstacles.AddRange(obstacle is null ? [] : [obstacle]);
            }
            else
            {
                await FindAsync(line, cancellationToken);
            }
        }

        DateOnly today = DateOnly.FromDateTime(now.UtcDateTime);
        IReadOnlyList<SourcingPart> parts = SourcingChoice.Choose(wishes, terms.Rules, order.ShipComplete, today);
        SourcingReasons reasons = new(terms.Rules, terms.Rates?.Base ?? (parts is [{ } first, ..] ? first.Candidate.Entry.Price!.Value.Currency : string.Empty), today);
        return new SourcingPlan
        {
            Purchases = obstacles.Count > 0 ? [] : Purchases([.. lines, .. parts.Select(Sourced)]),
            Obstacles = obstacles,
            Short =
            [
                .. lines.Where(static line => !line.IsUnlimited && line.Line.Quantity > line.Available).Select(static line => line.Line.LineNumber),
                .. parts.Where(static part => part.Quantity > part.Candidate.Available).Select(static part => part.Wish.Line.LineNumber),
            ],
            Left = [.. left.Select(static wish => new LeftLine(wish.Line.LineNumber, [.. wish.Candidates.Select(static candidate => candidate.Obstacle!)
                .Where(static obstacle => obstacle.Code is IssueCodes.OfferStale or IssueCodes.RateMissing or IssueCodes.RateStale || StandingRefusals.Contains(obstacle.Code))]))],
            Reasons = [.. wishes.Concat(left).OrderBy(static wish => wish.Line.LineNumber.Value)
                .Select(wish => reasons.Of(wish, [.. parts.Where(part => part.Wish == wish)])).OfType<string>()],
        };
    }

    private async Task FindAsync(SalesOrderLine line, CancellationToken cancellationToken)
    {
        // A promise to a purchase order of ours that was never stored is about what is being chosen now.
        bool Counts(Promise promise) => promise.OrderId != record.Order.OrderId
            || record.Order.PurchaseOrders.Any(order => order.Number.Value == promise.Number);
        (SourcingWish? wish, Issue? obstacle) = await sourcing.FindAsync(line, record.Order.MissingOf(line), Counts, cancellationToken);
        if (wish is null)
        {
            obstacles.Add(obstacle!);
            return;
        }

        if (!wish.Eligible.Any())
        {
            wish = BackTo(wish);
        }

        if (wish.Eligible.Any())
        {
            wishes.Add(wish);
        }
        else if (record.Order.IsSought(line))
        {
            left.Add(wish);
        }
        else
        {
            obstacles.AddRange(wish.Candidates.Select(candidate => candidate.Obstacle! with { Where = LineSourcing.PlaceOf(line) }).Distinct());
        }
    }

    /// <summary>When nobody else is left, those count again that were only short of stock: the article is ordered back.</summary>
    private SourcingWish BackTo(SourcingWish wish) => wish with
    {
        Candidates = [.. wish.Candidates.Select(candidate =>
            candidate.Obstacle is { Code: IssueCodes.RejectedBefore } && !HasRefused(wish.Line, candidate.Distributor)
                ? candidate with { Obstacle = null, Available = 0 } : candidate)],
    };

    private bool HasRefused(SalesOrderLine line, string distributor) => eligibility.HasFailed(
        line, distributor, static order => order is not { Phase: PurchasePhase.Cancelled, RefusalCode: IssueCodes.StockShort });

    /// <summary>Whether a distributor will not bring a line, whatever a person does: it has refused it, and not for want of credit.</summary>
    private bool IsLost(SalesOrderLine line, string distributor) => eligibility.HasFailed(
        line, distributor, static order => order is not { Phase: PurchasePhase.Cancelled, RefusalCode: IssueCodes.StockShort } && !StandingRefusals.Contains(order.RefusalCode));

    private SourcedLine Sourced(SourcingPart part)
    {
        SourcedLine line = LineSourcing.Sourced(part);
        bool hasOthers = part.Wish.Candidates.Any(other => other.Distributor != part.Candidate.Distributor && !IsLost(part.Wish.Line, other.Distributor))
            && !eligibility.HasFailed(part.Wish.Line, part.Candidate.Distributor, static _ => true);
        return line with { Line = line.Line with { HasOthers = hasOthers } };
    }

    private List<PurchaseOrder> Purchases(IReadOnlyList<SourcedLine> sourced)
    {
        int sequence = record.Order.PurchaseOrders.Count;
        return
        [
            // What is delivered electronically is ordered by itself.
            .. sourced.GroupBy(static line => (line.Distributor, line.IsUnlimited))
                .OrderBy(static group => group.Key.Distributor, StringComparer.Ordinal).ThenBy(static group => group.Key.IsUnlimited)
                .Select(group => new PurchaseOrder
                {
                    Number = PurchaseOrderNumber.Derive(record.Order.OrderId, ++sequence, isPlain(group.Key.Distributor)),
                    Distributor = group.Key.Distributor,
                    Currency = group.Select(static line => line.Currency).FirstOrDefault(static currency => currency.Length > 0) ?? string.Empty,
                    Lines = [.. group.Select(static line => line.Line).OrderBy(static line => line.LineNumber.Value)],
                }),
        ];
    }
}
