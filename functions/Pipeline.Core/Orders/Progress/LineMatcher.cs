using Pipeline.Core.Catalog;
using Pipeline.Core.Issues;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders.Purchasing;

namespace Pipeline.Core.Orders.Progress;

/// <summary>Finds our line for a line of a message.</summary>
/// <remarks>
/// In this order: our line number, the pair of numbers learnt from the Order Response, the
/// article, article and quantity; each number only if the article agrees. An article alone is never a key: it may occur on
/// two lines.
/// </remarks>
internal sealed class LineMatcher
{
    private readonly IReadOnlyList<PurchaseOrderLine> lines;
    private readonly Dictionary<(string Order, DistributorLineNumber Line), LineNumber> pairs = [];
    private readonly Dictionary<LineNumber, HashSet<string>> skus;

    public LineMatcher(IReadOnlyList<PurchaseOrderLine> lines)
    {
        this.lines = lines;
        skus = lines.ToDictionary(line => line.LineNumber, line => new HashSet<string>(StringComparer.Ordinal) { line.Sku.AsCompared });
    }

    /// <summary>Our lines for the lines of a response, in its order; learns pairs and substitutes.</summary>
    public IReadOnlyList<LineNumber?> Learn(OrderResponse response)
    {
        HashSet<LineNumber> taken = [.. response.Lines.Select(line => line.LineNumber).OfType<LineNumber>()];
        List<LineNumber?> found = [];
        foreach (OrderResponseLine line in response.Lines)
        {
            LineNumber? ours = line.LineNumber is { } number && skus.ContainsKey(number) ? number : ByArticle(line, taken);
            found.Add(ours);
            if (ours is { } known)
            {
                taken.Add(known);
                if (line.DistributorLineNumber is { } theirs)
                {
                    pairs.TryAdd((response.DistributorOrderNumber ?? string.Empty, theirs), known);
                }

                if (line is { Sku: { } sku, Status: not ResponseLineStatus.Rejected })
                {
                    skus[known].Add(sku.AsCompared);
                }
            }
        }

        return found;
    }

    /// <summary>Our line for what a message line says about itself.</summary>
    public LineMatch Find(LineHint hint)
    {
        LineNumber? ours = hint.LineNumber is { } number && skus.ContainsKey(number) ? number : null;
        LineNumber? paired = Paired(hint);
        if ((Agreeing(ours, hint.Sku) ?? Agreeing(paired, hint.Sku)) is { } certain)
        {
            return new LineMatch(certain, null);
        }

        List<PurchaseOrderLine> candidates = hint.Sku is { } sku
            ? [.. lines.Where(line => skus[line.LineNumber].Contains(sku.AsCompared))]
            : [];
        List<PurchaseOrderLine> exact = [.. candidates.Where(line => line.Quantity == hint.Quantity)];
        return (candidates, exact) switch
        {
            ([{ } only], _) => new LineMatch(only.LineNumber, null),
            (_, [{ } only]) => new LineMatch(only.LineNumber, null),
            ([{ } first, ..], _) => new LineMatch(first.LineNumber, IssueCodes.LineAmbiguous),
            _ when (ours ?? paired) is { } unlike && !hint.IsStrict => new LineMatch(unlike, IssueCodes.SkuDiffers),
            _ => new LineMatch(null, IssueCodes.LineUnmatched),
        };
    }

    private LineNumber? ByArticle(OrderResponseLine line, HashSet<LineNumber> taken)
    {
        List<PurchaseOrderLine> candidates =
            [.. lines.Where(ours => ours.Sku.AsCompared == line.Sku?.AsCompared && !taken.Contains(ours.LineNumber))];
        PurchaseOrderLine? found = candidates.Find(ours => ours.Quantity == line.Requested) ?? candidates.FirstOrDefault();
        return found?.LineNumber;
    }

    private LineNumber? Paired(LineHint hint)
    {
        if (hint.DistributorLineNumber is not { } theirs)
        {
            return null;
        }

        foreach (string order in hint.DistributorOrders)
        {
            if (pairs.TryGetValue((order, theirs), out LineNumber ours))
            {
                return ours;
            }
        }

        // A shipment need not name the distributor's order; the number helps only if one order uses it.
        List<LineNumber> any = [.. pairs.Where(pair => pair.Key.Line == theirs).Select(pair => pair.Value).Distinct()];
        return hint.DistributorOrders.Count == 0 && any is [var single] ? single : null;
    }

    private LineNumber? Agreeing(LineNumber? line, DistributorSku? sku) =>
        line is { } number && (sku is not { } article || skus[number].Contains(article.AsCompared)) ? number : null;
}

/// <summary>What a message line says about the line it belongs to.</summary>
/// <param name="LineNumber">Our number, or null.</param>
/// <param name="DistributorLineNumber">The distributor's number, or null.</param>
/// <param name="DistributorOrders">The distributor's orders it may belong to; empty when the message names none.</param>
/// <param name="Sku">The article, or null.</param>
/// <param name="Quantity">Pieces.</param>
/// <param name="IsStrict">Whether another article means another order (an invoice for several orders).</param>
internal sealed record LineHint(
    LineNumber? LineNumber, DistributorLineNumber? DistributorLineNumber, IReadOnlyList<string> DistributorOrders,
    DistributorSku? Sku, int Quantity, bool IsStrict);

/// <summary>Our line for a message line.</summary>
/// <param name="LineNumber">Our line, or null.</param>
/// <param name="Doubt">One of <see cref="IssueCodes"/>, or null when there is none.</param>
internal readonly record struct LineMatch(LineNumber? LineNumber, string? Doubt);
