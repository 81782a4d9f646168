using Pipeline.Core.Catalog;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Progress;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Orders;

/// <summary>An order: where it stands, why, what came of each line, what happened.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Version">Version that its commands are for.</param>
public sealed record OrderModel(string Id, OrderState State, string Version)
{
    /// <summary>Since when it is so, UTC.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When it came in, UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Code of the channel.</summary>
    public required string Channel { get; init; }

    /// <summary>The channel's number, or null.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Whether it has ended.</summary>
    public bool IsEnded { get; init; }

    /// <summary>Why it is blocked; null when it is not.</summary>
    public WhyPanelModel? Why { get; init; }

    /// <summary>What is to be done about what blocks it, a sentence each.</summary>
    public IReadOnlyList<string> Remedies { get; init; } = [];

    /// <summary>The commands that are possible now, and what each would do.</summary>
    public IReadOnlyList<OrderVerb> Verbs { get; init; } = [];

    /// <summary>Standing alarms, a sentence each.</summary>
    public IReadOnlyList<string> Alarms { get; init; } = [];

    /// <summary>Where the goods go, a line each; null when it may not be shown or is erased.</summary>
    public IReadOnlyList<string>? ShipTo { get; init; }

    /// <summary>When the personal data were erased, UTC, or null.</summary>
    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>Each line over all purchase orders.</summary>
    public IReadOnlyList<LineProgress> Lines { get; init; } = [];

    /// <summary>The purchase orders.</summary>
    public IReadOnlyList<OrderPurchase> Purchases { get; init; } = [];

    /// <summary>What happened, oldest first.</summary>
    public required Panel<OrderTimeline> Timeline { get; init; }
}

/// <summary>A command and what it would do.</summary>
/// <param name="Name">As in the address: <c>release</c>.</param>
/// <param name="Effect">What it would do, the end of a sentence that begins with its name.</param>
public sealed record OrderVerb(string Name, string Effect);

/// <summary>A purchase order on the page of its order.</summary>
/// <param name="Number">Our number.</param>
/// <param name="Partner">Name of the distributor.</param>
/// <param name="Phase">What we have done about it.</param>
public sealed record OrderPurchase(string Number, string Partner, PurchasePhase Phase)
{
    /// <summary>Code of the distributor.</summary>
    public required string PartnerCode { get; init; }

    /// <summary>Value, or null.</summary>
    public Money? Value { get; init; }

    /// <summary>The distributor's numbers.</summary>
    public IReadOnlyList<string> TheirNumbers { get; init; } = [];

    /// <summary>What has left.</summary>
    public IReadOnlyList<DeliveryProgress> Deliveries { get; init; } = [];

    /// <summary>What is billed.</summary>
    public IReadOnlyList<OrderInvoice> Invoices { get; init; } = [];

    /// <summary>The distributor's own words, or null.</summary>
    public string? Said { get; init; }

    /// <summary>Address of a parcel's page at the carrier, if it is one that a browser may open.</summary>
    public static string? LinkOf(Tracking tracking) =>
        Uri.TryCreate(tracking.Url, UriKind.Absolute, out Uri? url) && url.Scheme == Uri.UriSchemeHttps ? url.AbsoluteUri : null;
}

/// <summary>An invoice on the page of its order.</summary>
/// <param name="Id">Our id.</param>
/// <param name="Number">The distributor's number.</param>
/// <param name="Date">Its day, or null.</param>
/// <param name="Due">To be paid; null where it could not be read.</param>
/// <param name="Currency">ISO code, or null.</param>
public sealed record OrderInvoice(string Id, string Number, DateOnly? Date, decimal? Due, string? Currency);

/// <summary>Steps of system, partner and people in one line of time.</summary>
/// <param name="Steps">Those that are shown.</param>
/// <param name="Show">Which are shown: <c>all</c>, <c>failed</c>, <c>people</c>.</param>
/// <param name="Next">Where later steps begin, or null.</param>
public sealed record OrderTimeline(IReadOnlyList<OrderStep> Steps, string Show, string? Next);

/// <summary>One step.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="State">Its colour.</param>
/// <param name="Title">What it is, in words.</param>
/// <param name="Text">What it says, or null.</param>
public sealed record OrderStep(DateTimeOffset At, BadgeState State, string Title, string? Text)
{
    /// <summary>The person, or null for the system and partners.</summary>
    public string? By { get; init; }

    /// <summary>Code of a refusal, finding or alarm, or null.</summary>
    public string? Code { get; init; }

    /// <summary>The conversation that it rests on, or null.</summary>
    public string? Exchange { get; init; }

    /// <summary>Whether it went wrong.</summary>
    public bool HasFailed { get; init; }
}
