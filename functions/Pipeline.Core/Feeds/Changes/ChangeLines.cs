using Pipeline.Core.Catalog;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Core.Feeds.Changes;

/// <summary>Makes the lines of a change set.</summary>
internal static class ChangeLines
{
    private const CatalogFields PriceFields = CatalogFields.Price | CatalogFields.RetailPrice | CatalogFields.Fees;
    private const CatalogFields StockFields = CatalogFields.Stock | CatalogFields.NextDelivery;

    /// <summary>The line of a change that a file brings.</summary>
    public static ChangeLine Of(FeedChange change) => change switch
    {
        { Price: { } price } => Of(change, price),
        { Stock: { } stock } => Of(change, stock),
        { Category: { } category } => new ChangeLine
        {
            Category = change.Key,
            Change = NameOf(change.Kind),
            Kinds = ["category"],
            From = LevelsOf(change.Kind is ChangeKind.Removed ? category : change.CategoryBefore),
            To = LevelsOf(change.Kind is ChangeKind.Removed ? null : category),
        },
        _ => throw new InvalidOperationException($"The change of {change.Key} says nothing."),
    };

    /// <summary>The line of an article that the third file in a row does not name.</summary>
    public static ChangeLine Expired(FeedId feed, CatalogRow row) => feed.Kind is FeedKind.Price
        ? new ChangeLine
        {
            Sku = row.Sku,
            SkuAsShown = row.Price?.Sku.AsShown,
            Change = "expired",
            Kinds = ["product"],
            Fields = ["active"],
            From = new ChangeValues { Active = true },
            To = new ChangeValues { Active = false, Sellable = false, NotSellableReason = CatalogMerge.NotSellableReason(true, row.Price?.Price) },
        }
        : new ChangeLine
        {
            Sku = row.Sku,
            SkuAsShown = row.Stock?.Sku.AsShown,
            Change = "expired",
            Kinds = ["stock"],
            Fields = NamesOf(CatalogFields.Stock),
            From = new ChangeValues { Local = row.Stock?.Local, Central = row.Stock?.Central },
            To = new ChangeValues { Local = 0, Central = 0 },
        };

    private static ChangeLine Of(FeedChange change, PriceFacts facts)
    {
        // An article that the price file does not name any more keeps its words; it has no stock.
        CatalogFields fields = change.Kind is ChangeKind.Removed ? StockFields : change.Fields;
        ChangeLine line = Line(change, facts.Sku, fields);
        return change.Kind switch
        {
            ChangeKind.Added => line with { To = ValuesOf(facts, fields) with { Active = true } },
            ChangeKind.Changed => line with { From = ValuesOf(change.PriceBefore!, fields), To = ValuesOf(facts, fields) },
            _ => line with { From = ValuesOf(facts, fields), To = new ChangeValues { Local = 0, Central = 0 } },
        };
    }

    private static ChangeLine Of(FeedChange change, StockFacts facts)
    {
        CatalogFields fields = change.Fields & StockFields;
        ChangeLine line = Line(change, facts.Sku, fields);
        return change.Kind switch
        {
            ChangeKind.Added => line with { To = ValuesOf(facts, fields) },
            ChangeKind.Changed => line with { From = ValuesOf(change.StockBefore!, fields), To = ValuesOf(facts, fields) },
            _ => line with { From = ValuesOf(facts, fields) },
        };
    }

    private static ChangeLine Line(FeedChange change, DistributorSku sku, CatalogFields fields) => new()
    {
        Sku = change.Key,
        SkuAsShown = sku.AsShown,
        Change = NameOf(change.Kind),
        Kinds = KindsOf(fields),
        Fields = fields == CatalogFields.All ? null : NamesOf(fields),
    };

    private static ChangeValues ValuesOf(PriceFacts facts, CatalogFields fields)
    {
        bool price = fields.HasFlag(CatalogFields.Price);
        bool stock = fields.HasFlag(CatalogFields.Stock);
        string? reason = CatalogMerge.NotSellableReason(false, facts.Price);
        return new ChangeValues
        {
            Price = price ? facts.Price : null,
            Currency = price ? facts.Currency : null,
            Local = stock ? facts.Local : null,
            Central = stock ? facts.Central : null,
            Sellable = price ? reason is null : null,
            NotSellableReason = price ? reason : null,
        };
    }

    private static ChangeValues ValuesOf(StockFacts facts, CatalogFields fields) => fields.HasFlag(CatalogFields.Stock)
        ? new ChangeValues { Local = facts.Local, Central = facts.Central }
        : new ChangeValues();

    private static ChangeValues? LevelsOf(CategoryPath? path) => path is null ? null : new ChangeValues { Levels = path.Levels };

    private static string[] KindsOf(CatalogFields fields) =>
    [
        .. (fields & ~(PriceFields | StockFields)) == CatalogFields.None ? (ReadOnlySpan<string>)[] : ["product"],
        .. (fields & PriceFields) == CatalogFields.None ? (ReadOnlySpan<string>)[] : ["price"],
        .. (fields & StockFields) == CatalogFields.None ? (ReadOnlySpan<string>)[] : ["stock"],
    ];

    private static string[] NamesOf(CatalogFields fields) =>
        [.. CatalogFieldNames.Single.Where(field => fields.HasFlag(field)).Select(CatalogFieldNames.Of)];

    private static string NameOf(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => "added",
        ChangeKind.Changed => "changed",
        ChangeKind.Removed => "removed",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such change."),
    };
}
