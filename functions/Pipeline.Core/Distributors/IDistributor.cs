using Pipeline.Core.Flows;
using Pipeline.Core.Notifications.Admission;
using Pipeline.Core.Orders.Following;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Messages.Reading;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Prices;
using Pipeline.Core.Reconciliation;

namespace Pipeline.Core.Distributors;

/// <summary>A distributor: what it is called, what it offers, and how it is spoken with. The app knows no more of it.</summary>
/// <remarks>
/// Made once for the life of the process, from its settings. What is not said here it does not have: a distributor may bring
/// feeds alone, or orders alone.
/// </remarks>
public interface IDistributor
{
    /// <summary>
    /// Its name in addresses, keys and stored rows, for example <c>acme</c>: lower-case letters, digits and dashes. It never
    /// changes.
    /// </summary>
    string Code { get; }

    /// <summary>First part of the codes of its flows, for example <c>acme</c> of <c>acme.price</c>.</summary>
    string ShortName => Code;

    /// <summary>What people call it.</summary>
    string Name { get; }

    /// <summary>Time zone of the account, IANA id: schedules, days and working hours are read in it.</summary>
    string TimeZone { get; }

    /// <summary>Currency of the account, ISO 4217.</summary>
    string Currency { get; }

    /// <summary>Whether it is not in use here: then it is as if it were not registered.</summary>
    bool IsOff => false;

    /// <summary>When its sales staff work; nine to five.</summary>
    WorkingHours WorkingHours => WorkingHours.NineToFive(TimeZoneInfo.FindSystemTimeZoneById(TimeZone));

    /// <summary>Every feed it has, fetched or not: files may also be landed by hand.</summary>
    IReadOnlyList<DistributorFeed> Feeds => [];

    /// <summary>Its flows, in the order in which people read them: those that fetch its feeds, and the one that compares its orders with ours.</summary>
    IReadOnlyList<FlowDefinition> Flows => [.. Feeds.Select(feed => feed.ToFlow(this)), .. OrderReconciliation.FlowsOf(this)];

    /// <summary>How its own list of orders is compared with ours; null when it has none.</summary>
    ReconciliationTerms? Reconciliation => null;

    /// <summary>
    /// An article of which it has no more than this is not offered, since others may buy the last ones first; null where every one
    /// is. What the vendor delivers electronically always is.
    /// </summary>
    int? MinimumUnits => null;

    /// <summary>The profile of a layout as JSON, or null when it has none of this name; an operator's one goes before it.</summary>
    string? FindProfile(string name) => null;

    /// <summary>Why nothing can be ordered from it, a sentence that names the missing setting; null when it can.</summary>
    string? MissingServices => $"{Name} takes no orders here.";

    /// <summary>
    /// Codes of refusals that are about our settings, not about the order: they block it for a person instead of ending it.
    /// </summary>
    IReadOnlySet<string> SettingsFaults => DistributorTerms.None;

    /// <summary>
    /// When it is asked how an order stands, since it pushes nothing; null when it pushes. Its services are an
    /// <see cref="IOrderFollowing"/> then.
    /// </summary>
    FollowSchedule? Follow => null;

    /// <summary>How much people and programs may ask for live prices; null where nothing is said against it.</summary>
    EnquiryLimit? EnquiryLimit => null;

    /// <summary>Whether its services cancel orders (<see cref="IDistributorService.CancelOrderAsync"/>); else a person has to ask.</summary>
    bool TakesCancellations => false;

    /// <summary>
    /// When, after an Order Create without a clear answer, it is asked for the order: times from the send, in their order. If it is
    /// never there, the order is sent once more under the same number. Empty where the answer may still come by message.
    /// </summary>
    IReadOnlyList<TimeSpan> Recovery => [];

    /// <summary>When it is asked for an order of whose number it has said that it is still at work on it; then <see cref="Recovery"/> holds.</summary>
    IReadOnlyList<TimeSpan> BusyRecovery => [];

    /// <summary>How it proves who it is when it pushes messages; null when it pushes none.</summary>
    PushCredentials? Push => null;

    /// <summary>Its live services. Ask only when <see cref="MissingServices"/> is null.</summary>
    /// <exception cref="FormatException">A setting or a profile cannot work; the message names it.</exception>
    IDistributorService Services() => throw new InvalidOperationException(MissingServices);

    /// <summary>Its own list of orders. Ask only when <see cref="MissingServices"/> is null and <see cref="Reconciliation"/> is not.</summary>
    /// <exception cref="FormatException">A setting or a profile cannot work; the message names it.</exception>
    IOrderListing OrderListing() => throw new InvalidOperationException($"{Name} lists no orders.");

    /// <summary>What reads its pushed messages, as it is now; null when there is nothing to read.</summary>
    /// <exception cref="FormatException">The profile of its messages cannot work; the message says why.</exception>
    IOrderMessageReader? Reader() => null;
}
