using Pipeline.Core.Channels.Orders.Importing;
using Pipeline.Core.Orders.Selling;
using Pipeline.Functions.Orders.Views;

namespace Pipeline.Functions.Orders.Selling;

/// <summary>The channel's part of an order as the API shows it; fields may be added, never renamed.</summary>
/// <param name="Store">Code of the store.</param>
/// <param name="ExternalId">The channel's id of the order.</param>
/// <param name="CommercialId">The number that the customer knows, or null.</param>
/// <param name="State">Where it stands there.</param>
/// <param name="AcceptBy">By when we want to have accepted it, or null.</param>
/// <param name="AcceptedAt">When it was accepted, or null.</param>
/// <param name="DebitedAt">When it was paid; nothing is bought before. Or null.</param>
/// <param name="PromisedBy">By when the customer was promised to have it, or null.</param>
public sealed record ChannelView(
    string Store, string ExternalId, string? CommercialId, ChannelOrderState State, DateTimeOffset? AcceptBy, DateTimeOffset? AcceptedAt,
    DateTimeOffset? DebitedAt, DateTimeOffset? PromisedBy)
{
    internal static ChannelView Of(ChannelPart channel) => new(
        channel.Store, channel.ExternalId, channel.CommercialId, channel.State, channel.AcceptBy, channel.AcceptedAt, channel.DebitedAt, channel.PromisedBy);
}

/// <summary>What an order's channel has to be told, or has been.</summary>
/// <param name="Items">In the order in which it became due.</param>
public sealed record ReportList(IReadOnlyList<ReportView> Items);

/// <summary>One thing that a channel has to be told, or has been.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Key">Its name in the order.</param>
/// <param name="State">How far it is.</param>
/// <param name="DueAt">Since when it is due.</param>
/// <param name="DoneAt">When the channel was known to have it, or null.</param>
/// <param name="Evidence">What shows that the channel has it, or null.</param>
/// <param name="ExchangeIds">Exchanges about it; the latest ten.</param>
/// <param name="Problem">What went wrong last, or null.</param>
public sealed record ReportView(
    ReportKind Kind, string Key, ReportState State, DateTimeOffset DueAt, DateTimeOffset? DoneAt, string? Evidence, IReadOnlyList<string> ExchangeIds,
    IssueView? Problem)
{
    internal static ReportView Of(ChannelReport report) => new(
        report.Kind, report.Key, report.State, report.DueAt, report.DoneAt, report.Evidence, report.ExchangeIds,
        report.Problem is { } problem ? IssueView.Of(problem) : null);
}

/// <summary>An order of a channel that is none of ours, or not yet.</summary>
/// <param name="ExternalId">The channel's id of it.</param>
/// <param name="CommercialId">The number that the customer knows, or null.</param>
/// <param name="State">How far it is.</param>
/// <param name="Reason">Why it is not imported, or null.</param>
/// <param name="FirstSeenAt">When it was first seen.</param>
/// <param name="LastSeenAt">When that was last found.</param>
public sealed record SetAsideView(
    string ExternalId, string? CommercialId, ChannelClaimState State, IssueView? Reason, DateTimeOffset FirstSeenAt, DateTimeOffset LastSeenAt)
{
    internal static SetAsideView Of(ChannelOrderClaim claim) => new(
        claim.ExternalId, claim.CommercialId, claim.State, claim.Reason is { } reason ? IssueView.Of(reason) : null, claim.FirstSeenAt, claim.LastSeenAt);
}
