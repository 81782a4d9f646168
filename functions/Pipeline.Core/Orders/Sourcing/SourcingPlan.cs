using Pipeline.Core.Messages;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sales;

namespace Pipeline.Core.Orders.Sourcing;

/// <summary>What became of choosing, as a change of the record. Pure: may be decided several times.</summary>
internal sealed record SourcingPlan
{
    /// <summary>More are not told one by one: a change has room for a hundred entries in the timeline.</summary>
    private const int ReasonLimit = 50;

    /// <summary>New purchase orders.</summary>
    public required IReadOnlyList<PurchaseOrder> Purchases { get; init; }

    /// <summary>What is in the way; then there are no purchase orders.</summary>
    public required IReadOnlyList<Issue> Obstacles { get; init; }

    /// <summary>Lines that a distributor does not bring and for which nobody else is left.</summary>
    public required IReadOnlyList<LeftLine> Left { get; init; }

    /// <summary>Lines of which some pieces are not in stock; looked at before they are promised to anybody.</summary>
    public IReadOnlyList<LineNumber> Short { get; init; } = [];

    /// <summary>Why each line goes where it goes.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>Stores it.</summary>
    public void Store(OrderChange change)
    {
        change.Record = change.Record with { Order = change.Record.Order with { IsSourcing = true } };
        foreach (string reason in Reasons.Take(ReasonLimit))
        {
            change.Note(OrderSteps.Sourcing, reason);
        }

        if (Reasons.Count > ReasonLimit)
        {
            change.Note(OrderSteps.Sourcing, $"{Plural.Of(Reasons.Count - ReasonLimit, "further line")} were chosen for in the same way.");
        }

        IReadOnlyList<Issue> obstacles = Obstacles.Count > 0 ? Obstacles : GiveUp(change);
        if (obstacles.Count > 0)
        {
            change.Block(obstacles);
            return;
        }

        if (Purchases.Count == 0)
        {
            return;
        }

        change.Record = change.Record with
        {
            Order = change.Record.Order with { PurchaseOrders = [.. change.Record.Order.PurchaseOrders, .. Purchases] },
            Attempts = [.. change.Record.Attempts, .. Purchases.Select(static purchase => new PurchaseAttempt { Number = purchase.Number })],
            ArePricesChecked = false,
            IsReleased = false,
        };
        foreach (PurchaseOrder purchase in Purchases)
        {
            change.Note(OrderSteps.Sourcing, $"{purchase.Distributor} is to bring {Plural.Of(purchase.Lines.Count, "line")} as {purchase.Number}.");
        }
    }

    /// <summary>Lets the last word of the distributors stand, where nobody else is left.</summary>
    /// <returns>What a person has to look at: a refusal beside living purchase orders, or one that a person can put right.</returns>
    private List<Issue> GiveUp(OrderChange change)
    {
        List<Issue> obstacles = [];
        foreach ((LineNumber line, IReadOnlyList<Issue> curable) in Left)
        {
            SalesOrder order = change.Record.Order;
            PurchaseOrder last = order.PurchaseOrders.Last(one => one.Lines.Any(part => part.LineNumber == line));
            Issue[] standing = [.. curable, .. order.PurchaseOrders.Skip(order.ForgivenPurchases)
                .Where(one => StandingRefusals.Contains(one.RefusalCode) && one.Lines.Any(part => part.LineNumber == line)).Select(StandingRefusals.Of)];
            if (last.Phase == PurchasePhase.Cancelled || standing.Length > 0)
            {
                obstacles.AddRange(standing);
                obstacles.Add(new Issue(IssueCodes.NoDistributorLeft, $"line {line}", last.RefusalCode ?? "REJECTED").With("distributor", last.Distributor));
                continue;
            }

            change.Record = change.Record with { Order = order with { PurchaseOrders = [.. order.PurchaseOrders.Select(
                one => one with { Lines = [.. one.Lines.Select(part => part.LineNumber == line ? part with { HasOthers = false, GivenUp = 0 } : part)] })] } };
            if (last.Phase == PurchasePhase.Refused)
            {
                obstacles.Add(new Issue(IssueCodes.PurchaseOrderRefused, null, last.Number.Value).With("distributor", last.Distributor)
                    .With("code", last.RefusalCode).With("reason", "nobody else is left."));
            }
        }

        // Nothing lives: then the order ends as rejected, and nobody has to do anything.
        return obstacles.TrueForAll(static issue => issue.Code == IssueCodes.PurchaseOrderRefused) && change.Record.IsEnded
            ? [] : [.. obstacles.Distinct()];
    }
}

/// <summary>A line for which nobody is left.</summary>
/// <param name="Line">Its number.</param>
/// <param name="Curable">What a person could put right, so that another distributor may be asked after all.</param>
internal sealed record LeftLine(LineNumber Line, IReadOnlyList<Issue> Curable);

/// <summary>Refusals that stand for every order until a person has cleared them with the distributor.</summary>
internal static class StandingRefusals
{
    /// <summary>Whether a code is one.</summary>
    public static bool Contains(string? code) => code is IssueCodes.Credit or IssueCodes.CustomerHold;

    /// <summary>What a person has to do about a purchase order that was refused so.</summary>
    public static Issue Of(PurchaseOrder order) => new Issue(order.RefusalCode!, null, null).With("distributor", order.Distributor);
}
