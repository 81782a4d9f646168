using Pipeline.Core.Feeds;

namespace Pipeline.Core.Flows;

/// <summary>Codes of the flows that fetch feeds.</summary>
public static class FlowCodes
{
    /// <summary>The flow of a feed: the distributor's short name and the kind, for example <c>ingram.price</c>.</summary>
    public static string Of(FeedId feed) => $"{ShortName(feed.Distributor)}.{feed.KindName}";

    private static string ShortName(string distributor) => distributor switch
    {
        "ingram-micro" => "ingram",
        _ => distributor,
    };
}
