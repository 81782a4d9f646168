using Pipeline.Core.Flows;

namespace Pipeline.Core.Channels;

/// <summary>The flows of stores: one for each port that the store's kind has.</summary>
public static class StoreFlows
{
    /// <summary>Sends changed offers.</summary>
    public const string OfferExport = "offer.export";

    /// <summary>Compares offers with what the channel shows.</summary>
    public const string OfferCheck = "offer.check";

    /// <summary>Takes in new and changed orders.</summary>
    public const string Orders = "orders";

    private const int Spread = 5;

    private static readonly (ChannelPorts Port, string Job, string Title, FlowDirection Direction, string Expression)[] Jobs =
    [
        (ChannelPorts.Offers, OfferExport, "offers sent", FlowDirection.Out, "0 {0}/5 * * * *"),
        (ChannelPorts.Offers, OfferCheck, "offers compared", FlowDirection.In, "0 {1} 1 * * *"),
        (ChannelPorts.Orders, Orders, "orders taken in", FlowDirection.In, "20 {0}/5 * * * *"),
    ];

    /// <summary>Code of a job of a store.</summary>
    public static string CodeOf(string store, string job) => $"{store}.{job}";

    /// <summary>The flows of a store, in the order in which people read them; minutes differ by store, so that not all start at once.</summary>
    public static IReadOnlyList<FlowDefinition> Of(Store store, IChannel channel)
    {
        int offset = Core.Catalog.Buckets.Of(store.Code) % Spread;
        return
        [
            .. Jobs.Where(job => channel.Ports.HasFlag(job.Port)).Select(job => new FlowDefinition
            {
                Code = CodeOf(store.Code, job.Job),
                Title = $"{store.Name}: {job.Title}",
                Store = store.Code,
                Direction = job.Direction,
                Expression = string.Format(null, job.Expression, offset, 45 + offset),
                TimeZone = store.TimeZone,
                Mode = job.Direction is FlowDirection.Out && store.Mode is StoreMode.Test ? FlowMode.Test : FlowMode.Live,
                MissingSetting = channel.MissingOf(store),
            }),
        ];
    }
}
