namespace Pipeline.Core.Feeds;

/// <summary>One feed of one distributor, for example <c>acme/price</c>.</summary>
/// <param name="Distributor">The distributor's code in addresses and keys, for example <c>acme</c>.</param>
/// <param name="Kind">Which of its files.</param>
public readonly record struct FeedId(string Distributor, FeedKind Kind)
{
    /// <summary>The kind as addresses and keys spell it: <c>price</c>, <c>stock</c> or <c>category</c>.</summary>
    public string KindName => Kind switch
    {
        FeedKind.Price => "price",
        FeedKind.Stock => "stock",
        FeedKind.Category => "category",
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
            _ => null,
        };
        bool valid = known is not null && !string.IsNullOrEmpty(distributor);
        feed = valid ? new FeedId(distributor!, known!.Value) : default;
        return valid;
    }

    /// <summary>Distributor and kind, for example <c>acme/price</c>.</summary>
    public override string ToString() => $"{Distributor}/{KindName}";
}

/// <summary>The three kinds of periodic file that a distributor provides.</summary>
public enum FeedKind
{
    /// <summary>Price file: the articles, their prices and what is known of them; usually daily.</summary>
    Price,

    /// <summary>Stock file: quantities and next deliveries; usually hourly.</summary>
    Stock,

    /// <summary>Category file: the tree of categories; usually weekly.</summary>
    Category,
}
