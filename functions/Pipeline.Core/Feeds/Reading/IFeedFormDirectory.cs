using Pipeline.Core.Catalog.Facts;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>Knows the form of each feed.</summary>
public interface IFeedFormDirectory
{
    /// <summary>The form of a feed; the usual one where nobody says otherwise.</summary>
    FeedForm FormOf(FeedId feed);
}

/// <summary>What a feed carries, and how its records are read.</summary>
/// <param name="Facts">Kinds of facts that it carries.</param>
/// <param name="Records">Reads the records of an API's pages; null where the profile tells how a file's rows are read.</param>
public sealed record FeedForm(FactKinds Facts, IRecordReader? Records)
{
    /// <summary>A file of a kind as distributors usually have it: the price file names the articles, their prices and their stock.</summary>
    public static FeedForm Usual(FeedKind kind) => new(
        kind switch
        {
            FeedKind.Price => FactKinds.Product | FactKinds.Price | FactKinds.Stock,
            FeedKind.Stock => FactKinds.Stock,
            FeedKind.Category => FactKinds.Category,
            FeedKind.Catalog => FactKinds.Product,
            FeedKind.Content => FactKinds.Content,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such feed."),
        },
        null);
}
