namespace Pipeline.Core.Catalog.Facts;

/// <summary>One feed of one distributor, for example <c>acme/price</c>.</summary>
/// <param name="Distributor">The distributor's code in addresses and keys, for example <c>acme</c>.</param>
/// <param name="Kind">Which of its files.</param>
public readonly record struct FeedId(string Distributor, FeedKind Kind)
{
    /// <summary>The kind as addresses and keys spell it: <c>price</c>, <c>stock</c>, <c>category</c>, <c>catalog</c> or <c>content</c>.</summary>
    public string KindName => Kind switch
    {
        FeedKind.Price => "price",
        FeedKind.Stock => "stock",
        FeedKind.Category => "category",
        FeedKind.Catalog => "catalog",
        FeedKind.Content => "content",
        _ => throw new InvalidOperationException($"There is no feed kind {Kind}."),
    };

    /// <summary>Reads the spelling of addresses and keys; false for any other text.</summary>
    public static bool TryParse(string? distributor, string? kind, out FeedId feed)
    {
        FeedKind? known = kind switch
        {
            "price" => FeedKind.Price,
            "stock" => FeedKind.Stock,
            "category" => FeedKind.Category,
            "catalog" => FeedKind.Catalog,
            "content" => FeedKind.Content,
            _ => null,
        };
        bool valid = known is not null && !string.IsNullOrEmpty(distributor);
        feed = valid ? new FeedId(distributor!, known!.Value) : default;
        return valid;
    }

    /// <summary>Distributor and kind, for example <c>acme/price</c>.</summary>
    public override string ToString() => $"{Distributor}/{KindName}";
}

/// <summary>The periodic feeds that a distributor may provide, each by its main kind of facts.</summary>
public enum FeedKind
{
    /// <summary>Prices, where there is no catalogue feed also the articles themselves; usually daily.</summary>
    Price,

    /// <summary>Quantities and next deliveries; usually hourly.</summary>
    Stock,

    /// <summary>The tree of categories; usually weekly.</summary>
    Category,

    /// <summary>Which articles there are, and what they are; usually daily.</summary>
    Catalog,

    /// <summary>Images and specifications; usually weekly.</summary>
    Content,
}
