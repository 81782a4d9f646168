namespace Pipeline.Core.Reconciliation;

/// <summary>The articles that have serial numbers, as far as listed orders show it.</summary>
/// <remarks>
/// A list gives the serial numbers of an order, not of its lines, and nobody says which goods have one. An article has them when the
/// other goods of an order are too few for those that were given. Of the rest each has them on all its pieces or on none.
/// </remarks>
public sealed class SerialArticles
{
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    /// <summary>No article is known to have serial numbers.</summary>
    public static SerialArticles None { get; } = new();

    /// <summary>Takes them from orders.</summary>
    public static SerialArticles Of(IEnumerable<ListedOrder> orders)
    {
        SerialArticles articles = new();
        foreach (ListedOrder order in orders.Where(static order => order is { IsInvoiced: true, SerialCount: > 0 }))
        {
            Dictionary<string, int> goods = Goods([order]) ?? [];
            int pieces = goods.Values.Sum();
            articles.known.UnionWith(goods.Where(article => order.SerialCount > pieces - article.Value).Select(static article => article.Key));
        }

        return articles;
    }

    /// <summary>How many serial numbers the invoiced ones among some orders must have.</summary>
    /// <returns>The least number that makes whole articles and is not below the given one; null when nothing is missing or told.</returns>
    internal int? MissedOf(IReadOnlyCollection<ListedOrder> invoiced, int given)
    {
        if (Goods(invoiced) is not { } goods)
        {
            return null;
        }

        HashSet<int> whole = [goods.Where(article => known.Contains(article.Key)).Sum(static article => article.Value)];
        foreach ((_, int pieces) in goods.Where(article => !known.Contains(article.Key)))
        {
            whole.UnionWith([.. whole.Select(sum => sum + pieces)]);
        }

        return whole.Contains(given) ? null : whole.Where(sum => sum > given).Cast<int?>().Min();
    }

    /// <summary>Pieces of goods by article; null when they are not told.</summary>
    private static Dictionary<string, int>? Goods(IEnumerable<ListedOrder> orders)
    {
        ListedOrderLine[] lines = [.. orders.SelectMany(static order => order.Lines ?? []).Where(static line => line.IsGoods)];
        return Array.Exists(lines, static line => line is not { Sku: not null, Quantity: not null }) ? null
            : lines.GroupBy(static line => line.Sku!.Value.AsCompared, StringComparer.Ordinal)
                .ToDictionary(static article => article.Key, static article => article.Sum(static line => line.Quantity!.Value), StringComparer.Ordinal);
    }
}
