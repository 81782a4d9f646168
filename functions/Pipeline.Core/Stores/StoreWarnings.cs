using Pipeline.Core.Channels;
using Pipeline.Core.Issues;

namespace Pipeline.Core.Stores;

/// <summary>What people should know of a store. Pure.</summary>
public static class StoreWarnings
{
    private static readonly TimeSpan Told = TimeSpan.FromDays(1);

    /// <summary>The warnings of a store: that somebody else writes its offers, as long as that was seen within a day.</summary>
    public static IReadOnlyList<Issue> Of(StoreState state, DateTimeOffset now) => state.TwinSeenAt > now - Told
        ? [new Issue(IssueCodes.StoreTwinWriter, null, null).With("what", state.TwinSeen)]
        : [];
}
