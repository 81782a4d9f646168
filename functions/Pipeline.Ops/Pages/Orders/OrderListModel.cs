using Pipeline.Core.Catalog;
using Pipeline.Core.Orders;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Orders;

/// <summary>A part of the list of orders.</summary>
/// <param name="Rows">The orders.</param>
/// <param name="Filters">The filters.</param>
/// <param name="Cursor">Where the part begins, or null.</param>
/// <param name="Next">Where the next begins, or null.</param>
/// <param name="AreWaiting">Whether only those are listed that wait for a person.</param>
public sealed record OrderListModel(IReadOnlyList<OrderRow> Rows, Filters Filters, string? Cursor, string? Next, bool AreWaiting);

/// <summary>An order in the list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">Where it stands.</param>
/// <param name="ReceivedAt">When it came in, UTC.</param>
public sealed record OrderRow(string Id, OrderState State, DateTimeOffset ReceivedAt)
{
    /// <summary>When it last changed, UTC.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Code of the channel.</summary>
    public required string Channel { get; init; }

    /// <summary>The channel's number, or null.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Its purchase orders.</summary>
    public IReadOnlyList<string> Numbers { get; init; } = [];

    /// <summary>Names of its distributors.</summary>
    public IReadOnlyList<string> Partners { get; init; } = [];

    /// <summary>What it waits for, a sentence each.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>Codes of what it waits for and of its alarms.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>What is ordered, by currency; null when not known.</summary>
    public IReadOnlyList<Money>? Totals { get; init; }
}
