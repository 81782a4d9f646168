namespace Pipeline.Core.Feeds;

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
