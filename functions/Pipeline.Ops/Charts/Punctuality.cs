using Pipeline.Core.Distributors;

namespace Pipeline.Ops.Charts;

/// <summary>A strip of days for each feed: in time, late, missing.</summary>
/// <param name="Strips">The feeds, each with the same days.</param>
public sealed record Punctuality(IReadOnlyList<FeedStrip> Strips);

/// <summary>The days of one feed.</summary>
/// <param name="Title">What people call it.</param>
/// <param name="Address">Its page.</param>
/// <param name="Days">Its days, oldest first.</param>
public sealed record FeedStrip(string Title, string Address, IReadOnlyList<FeedDay> Days);
