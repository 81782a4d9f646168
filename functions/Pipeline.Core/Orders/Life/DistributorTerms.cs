using System.Collections.Frozen;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Following;

namespace Pipeline.Core.Orders.Life;

/// <summary>What the life cycle has to know of the distributor of a purchase order.</summary>
/// <param name="WorkingHours">When its sales staff work, in the account's time zone.</param>
/// <param name="SettingsFaults">Its codes of refusals that are about our settings, besides the one that is shared by all.</param>
public sealed record DistributorTerms(WorkingHours WorkingHours, IReadOnlySet<string> SettingsFaults)
{
    /// <summary>No code at all.</summary>
    public static IReadOnlySet<string> None { get; } = FrozenSet<string>.Empty;

    /// <summary>Of a distributor that nothing is known of any more: nine to five in UTC.</summary>
    public static DistributorTerms Unknown { get; } = new(WorkingHours.NineToFive(TimeZoneInfo.Utc), None);

    /// <summary>When it is asked how an order stands; null when it pushes that.</summary>
    public FollowSchedule? Follow { get; init; }

    /// <summary>Whether it cancels orders by its services; else a person has to ask.</summary>
    public bool TakesCancellations { get; init; }

    /// <summary>
    /// When, after an Order Create without a clear answer, the distributor is asked for the order: times from the send, in their
    /// order. Empty where the usual pauses hold, and where its answer may still come by message.
    /// </summary>
    public IReadOnlyList<TimeSpan> Recovery { get; init; } = [];

    /// <summary>
    /// The same where it has said that it is still at work on the number: these times come first, and <see cref="Recovery"/> counts
    /// from the last of them.
    /// </summary>
    public IReadOnlyList<TimeSpan> BusyRecovery { get; init; } = [];

    /// <summary>When it is first asked for an order.</summary>
    public DateTimeOffset FirstAsk(DateTimeOffset sentAt, bool isBusy) => sentAt + Times(isBusy).First();

    /// <summary>The next of these times; null behind the last one.</summary>
    public DateTimeOffset? NextAsk(DateTimeOffset sentAt, bool isBusy, DateTimeOffset now) =>
        Times(isBusy).Select(after => sentAt + after).Where(time => time > now).Cast<DateTimeOffset?>().FirstOrDefault();

    private IEnumerable<TimeSpan> Times(bool isBusy) => isBusy && BusyRecovery.Count > 0
        ? BusyRecovery.Concat(Recovery.Select(after => BusyRecovery[^1] + after))
        : Recovery;

    /// <summary>Whether a refusal is about our settings, not about the order: it blocks the order for a person instead of ending it.</summary>
    public bool IsAboutSettings(string code) => code == IssueCodes.AuthRefused || SettingsFaults.Contains(code);
}
