namespace Pipeline.Core.Feeds;

/// <summary>What the next file of a feed is compared with, beside the accepted file itself.</summary>
/// <param name="Profile">How the accepted file was read.</param>
/// <param name="Statistics">What was kept of it.</param>
public sealed record AcceptedDetail(FeedProfile Profile, FeedStatistics Statistics);
