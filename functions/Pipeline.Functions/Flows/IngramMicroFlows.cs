using Pipeline.Core.Feeds;
using Pipeline.Core.Flows;
using Pipeline.Functions.Settings;

namespace Pipeline.Functions.Flows;

/// <summary>The flows that fetch Ingram Micro's feeds, from settings.</summary>
internal static class IngramMicroFlows
{
    private const string Distributor = "ingram-micro";

    /// <summary>Price daily at 06:00, stock hourly, categories weekly: as often as the distributor writes them.</summary>
    public static IReadOnlyList<FlowDefinition> Of(IngramMicroSettings settings) =>
    [
        Define(FeedKind.Price, "Price", "Ingram Micro price file", "0 0 6 * * *", settings.Feeds.Price, settings.TimeZone),
        Define(FeedKind.Stock, "Stock", "Ingram Micro stock file", "0 10 * * * *", settings.Feeds.Stock, settings.TimeZone),
        Define(
            FeedKind.Category, "Category", "Ingram Micro category file", "0 30 5 * * 1", settings.Feeds.Category,
            settings.TimeZone),
    ];

    private static FlowDefinition Define(
        FeedKind kind, string section, string title, string expression, FeedSettings feed, string timeZone)
    {
        string name = new FeedId(Distributor, kind).KindName;
        return new FlowDefinition
        {
            Code = $"ingram.{name}",
            Title = title,
            Distributor = Distributor,
            Feed = name,
            Expression = string.IsNullOrWhiteSpace(feed.Schedule) ? expression : feed.Schedule,
            TimeZone = timeZone,
            MissingSetting = feed.IsConfigured
                ? null
                : $"The setting Distributors__IngramMicro__Feeds__{section}__Url is missing.",
        };
    }
}
