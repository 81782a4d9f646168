using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;

namespace Pipeline.Core.Feeds.Changes;

/// <summary>Makes the lines of a change set.</summary>
public static class ChangeLines
{
    private static readonly (CatalogFields Fields, string Name)[] Kinds =
    [
        (CatalogFields.Product, "product"), (CatalogFields.Prices, "price"), (CatalogFields.Stocks, "stock"), (CatalogFields.Content, "content"),
    ];

    /// <summary>The line of a change that a file brings.</summary>
    public static ChangeLine Of(FeedChange change) => change.Facts.Category is { } category
        ? new ChangeLine
        {
            Category = change.Key,
            Change = NameOf(change),
            Kinds = ["category"],
            From = LevelsOf(change.Kind is ChangeKind.Removed ? category : change.Before.Category),
            To = LevelsOf(change.Kind is ChangeKind.Removed ? null : category),
        }
        : Article(change);

    /// <summary>The line of an article that the third file in a row does not name; null where another feed says whether it exists.</summary>
    public static ChangeLine? Expired(FeedId feed, CatalogRow row) => feed.Kind switch
    {
        FeedKind.Stock => new ChangeLine
        {
            Sku = row.Sku,
            SkuAsShown = row.SkuAsShown,
            Change = "expired",
            Kinds = ["stock"],
            Fields = NamesOf(CatalogFields.Stock),
            From = new ChangeValues { Local = row.Stock?.Local, Central = row.Stock?.Central },
            To = new ChangeValues { Local = 0, Central = 0 },
        },
        FeedKind kind when kind == row.ListFeed => new ChangeLine
        {
            Sku = row.Sku,
            SkuAsShown = row.SkuAsShown,
            Change = "expired",
            Kinds = ["product"],
            Fields = ["active"],
            From = new ChangeValues { Active = true },
            To = new ChangeValues { Active = false, Sellable = false, NotSellableReason = CatalogMerge.NotSellableReason(true, row.Price?.Price) },
        },
        _ => null,
    };

    private static ChangeLine Article(FeedChange change)
    {
        FeedFacts facts = change.Facts;
        CatalogFields fields = change.Kind is ChangeKind.Removed ? LostFields(facts) : change.Fields;
        if (facts.Product is null)
        {
            fields &= ~CatalogFields.Other;
        }

        var line = new ChangeLine
        {
            Sku = change.Key,
            SkuAsShown = facts.Sku.AsShown,
            Change = NameOf(change),
            Kinds = KindsOf(fields),
            Fields = change.Kind is ChangeKind.Added && facts.Product is not null ? null : NamesOf(fields),
        };
        return change.Kind switch
        {
            ChangeKind.Added when change.Returns => line with { To = ValuesOf(facts, fields) },
            ChangeKind.Added => line with { To = ValuesOf(facts, fields) with { Active = facts.Product is null ? null : true } },
            ChangeKind.Changed => line with { From = ValuesOf(change.Before, fields), To = ValuesOf(facts, fields) },
            _ => line with { From = ValuesOf(facts, fields), To = Without(facts) },
        };
    }

    // An article that the feed of products does not name any more keeps its words and has no stock; one that a feed of prices
    // does not name has no price; what stock and content feeds have said stays for now.
    private static CatalogFields LostFields(in FeedFacts facts) => facts switch
    {
        { Product: not null } => CatalogFields.Stocks,
        { Price: not null } => CatalogFields.Prices,
        { Stock: not null } => CatalogFields.Stocks,
        _ => CatalogFields.Content,
    };

    private static ChangeValues? Without(in FeedFacts facts) => facts switch
    {
        { Product: not null } => new ChangeValues { Local = 0, Central = 0 },
        { Price: not null } => new ChangeValues { Sellable = false, NotSellableReason = CatalogMerge.NotSellableReason(false, null) },
        _ => null,
    };

    private static ChangeValues ValuesOf(in FeedFacts facts, CatalogFields fields)
    {
        PriceFacts? price = fields.HasFlag(CatalogFields.Price) ? facts.Price : null;
        StockFacts? stock = fields.HasFlag(CatalogFields.Stock) ? facts.Stock : null;
        string? reason = price is null ? null : CatalogMerge.NotSellableReason(false, price.Price);
        return new ChangeValues
        {
            Price = price?.Price,
            Currency = price?.Currency,
            Local = stock?.Local,
            Central = stock?.Central,
            Sellable = price is null ? null : reason is null,
            NotSellableReason = reason,
        };
    }

    private static ChangeValues? LevelsOf(CategoryPath? path) => path is null ? null : new ChangeValues { Levels = path.Levels };

    private static string[] KindsOf(CatalogFields fields) =>
    [
        .. Kinds.Where(kind => (fields & kind.Fields) != CatalogFields.None).Select(static kind => kind.Name),
    ];

    private static string[] NamesOf(CatalogFields fields) =>
        [.. CatalogFieldNames.Single.Where(field => fields.HasFlag(field)).Select(CatalogFieldNames.Of)];

    private static string NameOf(FeedChange change) => change.Kind switch
    {
        ChangeKind.Added => change.Returns ? "changed" : "added",
        ChangeKind.Changed => "changed",
        ChangeKind.Removed => "removed",
        _ => throw new ArgumentOutOfRangeException(nameof(change), change.Kind, "There is no such change."),
    };
}
