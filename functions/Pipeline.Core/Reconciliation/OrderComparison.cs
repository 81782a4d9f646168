using System.Globalization;
using Pipeline.Core.Catalog;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Progress;
using Pipeline.Core.Orders.Purchasing;

namespace Pipeline.Core.Reconciliation;

/// <summary>Compares a purchase order of ours with what the distributor lists under its number. Pure.</summary>
public static class OrderComparison
{
    /// <summary>How long an order may be on its way into the distributor's list.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromHours(1);

    /// <summary>How far amounts may be apart: what rounding by line makes of a sum.</summary>
    private const decimal Cent = 0.01m;

    /// <summary>Compares one purchase order.</summary>
    /// <param name="ours">Ours; null when we know of none.</param>
    /// <param name="theirs">
    /// Every order that the distributor lists under the number, none when it lists none; several count as one, which is what a
    /// split order is, and what a number used twice is not.
    /// </param>
    /// <param name="serials">What is known of articles' serial numbers.</param>
    /// <param name="terms">How long invoices and holds may take.</param>
    /// <param name="now">The time, UTC.</param>
    /// <returns>The differences; those with a time may not be due yet, see <see cref="ReconciliationItem.See"/>.</returns>
    public static IReadOnlyList<OrderDifference> Compare(
        OwnPurchase? ours, IReadOnlyList<ListedOrder> theirs, SerialArticles serials, ReconciliationTerms terms, DateTimeOffset now)
    {
        if (ours is null)
        {
            return [.. theirs.Where(static order => !order.IsCancelled).Select(static order => Of(IssueCodes.MissingHere, null, order, null, Describe(order)))];
        }

        ListedOrder[] live = [.. theirs.Where(static order => !order.IsCancelled)];
        return (ours, theirs) switch
        {
            ({ IsSettled: false }, _) => [],
            (_, []) => IsMissed(ours, now) ? [Of(IssueCodes.MissingThere, ours, null, StateOf(ours), null)] : [],
            _ when ours.IsCancelled || live.Length == 0 => ours.IsCancelled == (live.Length == 0)
                ? []
                : [Of(IssueCodes.CancelledOneSide, ours, live.FirstOrDefault() ?? theirs[0], StateOf(ours), (live.FirstOrDefault() ?? theirs[0]).Status)],
            _ => [.. Amounts(ours, live), .. Lines(ours, live), .. Invoices(ours, live, terms), .. Serials(ours, live, serials), .. Holds(ours, live, terms)],
        };
    }

    private static bool IsMissed(OwnPurchase ours, DateTimeOffset now) =>
        ours is { Phase: PurchasePhase.Acknowledged, IsCancelled: false } && (ours.SentAt is not { } sent || now - sent >= Settling);

    private static IEnumerable<OrderDifference> Amounts(OwnPurchase ours, ListedOrder[] theirs)
    {
        if (!theirs.All(static order => order.Total is not null))
        {
            yield break;
        }

        decimal lines = ours.Freight + ours.Lines.Sum(static line => Math.Round(line.Due * line.UnitPrice, 2, MidpointRounding.AwayFromZero));
        decimal tax = theirs.Sum(static order => order.Tax ?? 0);
        decimal total = theirs.Sum(static order => order.Total!.Value);
        string? currency = theirs.Select(static order => order.Currency).FirstOrDefault(code => code is not null && code != ours.Currency);
        bool agrees = Math.Abs(total - lines) <= Cent || Math.Abs(total - lines - tax) <= Cent;
        if (!agrees || currency is not null)
        {
            yield return Of(
                IssueCodes.AmountDiffers, ours, theirs[0], new Money(lines, ours.Currency).ToString(), new Money(total, currency ?? ours.Currency).ToString());
        }
    }

    private static IEnumerable<OrderDifference> Lines(OwnPurchase ours, ListedOrder[] theirs)
    {
        if (!theirs.All(static order => order.Lines is not null))
        {
            yield break;
        }

        // Our line number says which line it is; where it is not echoed, the article does.
        List<ListedOrderLine> rest = [.. theirs.SelectMany(static order => order.Lines!)];
        List<(LineProgress[] Ours, List<ListedOrderLine> Theirs)> pairs =
            [.. ours.Lines.Select(line => (new[] { line }, Take(rest, listed => listed.LineNumber == line.LineNumber)))];
        IEnumerable<LineProgress> left = [.. pairs.Where(static pair => pair.Theirs.Count == 0).SelectMany(static pair => pair.Ours)];
        _ = pairs.RemoveAll(static pair => pair.Theirs.Count == 0);
        pairs.AddRange(left.GroupBy(static line => line.Sku.AsCompared).Select(lines => (lines.ToArray(), Take(rest, listed => IsOf(listed, lines.First())))));
        foreach ((LineProgress[] lines, List<ListedOrderLine> listed) in pairs.Where(static pair => !Agree(pair.Ours, pair.Theirs)))
        {
            yield return Of(IssueCodes.LineDiffers, ours, theirs[0], Describe(lines), listed.Count == 0 ? null : Describe(listed)) with { Line = $"{lines[0].LineNumber}" };
        }

        foreach (ListedOrderLine listed in rest)
        {
            yield return Of(IssueCodes.LineDiffers, ours, theirs[0], null, Describe([listed])) with { Line = listed.LineNumber?.ToString() ?? listed.Sku?.AsCompared };
        }
    }

    private static List<ListedOrderLine> Take(List<ListedOrderLine> from, Predicate<ListedOrderLine> which)
    {
        List<ListedOrderLine> taken = from.FindAll(which);
        _ = from.RemoveAll(which);
        return taken;
    }

    private static bool IsOf(ListedOrderLine listed, LineProgress line) =>
        listed.Sku?.AsCompared is { } sku && (sku == line.Sku.AsCompared || sku == line.Substitute?.AsCompared);

    private static bool Agree(LineProgress[] ours, List<ListedOrderLine> theirs) =>
        theirs.Count > 0
        && theirs.TrueForAll(listed => listed.Sku is null || IsOf(listed, ours[0]))
        && (theirs.Exists(static listed => listed.Quantity is null) || theirs.Sum(static listed => listed.Quantity) == ours.Sum(static line => line.Due))
        && theirs.TrueForAll(listed => listed.UnitPrice is not { } price || Array.Exists(ours, line => Math.Round(line.UnitPrice, 2) == Math.Round(price, 2)));

    private static IEnumerable<OrderDifference> Invoices(OwnPurchase ours, ListedOrder[] theirs, ReconciliationTerms terms)
    {
        if (Array.Find(theirs, order => order.IsInvoiced && !(order.HasInvoice ?? ours.HasInvoice)) is { } order)
        {
            yield return Of(IssueCodes.InvoiceMissing, ours, order, ours.HasInvoice ? "invoice" : null, order.Status) with { After = terms.InvoiceAfter };
        }
    }

    private static IEnumerable<OrderDifference> Serials(OwnPurchase ours, ListedOrder[] theirs, SerialArticles serials)
    {
        ListedOrder[] invoiced = [.. theirs.Where(static order => order is { IsInvoiced: true, SerialCount: not null })];
        int given = invoiced.Sum(static order => order.SerialCount!.Value);
        if (serials.MissedOf(invoiced, given) is { } pieces)
        {
            yield return Of(IssueCodes.SerialsShort, ours, invoiced[0], Plural.Of(pieces, "piece"), Plural.Of(given, "serial number"));
        }
    }

    private static IEnumerable<OrderDifference> Holds(OwnPurchase ours, ListedOrder[] theirs, ReconciliationTerms terms)
    {
        if (Array.Find(theirs, static order => order.IsOnHold) is { } order)
        {
            yield return Of(IssueCodes.HoldLong, ours, order, StateOf(ours), order.Status) with { Since = order.OnHoldSince ?? ours.HeldSince, After = terms.HoldAfter };
        }
    }

    private static OrderDifference Of(string kind, OwnPurchase? ours, ListedOrder? theirs, string? here, string? there) => new(kind)
    {
        OrderId = ours?.OrderId,
        PurchaseOrderNumber = ours?.Number.Value ?? theirs?.PurchaseOrderNumber,
        DistributorOrderNumber = theirs?.DistributorOrderNumber ?? ours?.DistributorOrderNumber,
        Ours = here,
        Theirs = there,
    };

    private static string StateOf(OwnPurchase ours) => ours.State.Spell();

    private static string Describe(ListedOrder order) => order.Total is { } total
        ? string.Create(CultureInfo.InvariantCulture, $"{order.Status} {total} {order.Currency}").Trim()
        : order.Status ?? string.Empty;

    private static string Describe(IEnumerable<LineProgress> lines) => string.Join(", ", lines.Select(static line =>
        Describe(line.Due, line.Substitute?.AsCompared ?? line.Sku.AsCompared, line.UnitPrice)));

    private static string Describe(IEnumerable<ListedOrderLine> lines) => string.Join(", ", lines.Select(static line =>
        Describe(line.Quantity, line.Sku?.AsCompared, line.UnitPrice)));

    private static string Describe(int? quantity, string? sku, decimal? price) => string.Create(
        CultureInfo.InvariantCulture, $"{quantity?.ToString(CultureInfo.InvariantCulture) ?? "?"} x {sku ?? "?"}{(price is null ? string.Empty : $" at {price}")}");
}
