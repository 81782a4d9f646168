namespace Pipeline.Core.Feeds.Changes;

/// <summary>What the kept change sets know of the time since an instant.</summary>
/// <param name="Since">The instant.</param>
/// <param name="Feeds">The feeds concerned.</param>
/// <param name="ExpiredBefore">From when on change sets are kept, if that is later than the instant; else null.</param>
/// <param name="IsKept">
/// Whether they name every article that changed: none was changed by an earlier version of the app, and no category file
/// changed, which shows in articles that no change set names.
/// </param>
internal sealed record ChangeWindow(
    DateTimeOffset Since, IReadOnlyList<FeedId> Feeds, DateTimeOffset? ExpiredBefore, bool IsKept);
