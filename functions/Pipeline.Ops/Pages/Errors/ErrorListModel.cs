using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Errors;

/// <summary>A part of the list of errors.</summary>
/// <param name="Tab">Which state is looked at.</param>
/// <param name="Rows">The groups.</param>
/// <param name="Filters">The filters.</param>
/// <param name="Cursor">Where the part begins; null for the first.</param>
/// <param name="Next">Where the next begins; null at the end.</param>
public sealed record ErrorListModel(string Tab, IReadOnlyList<ErrorRow> Rows, Filters Filters, string? Cursor, string? Next)
{
    /// <summary>What can be looked at.</summary>
    public static IReadOnlyList<string> Tabs { get; } = ["open", "mine", "retrying", "dismissed", "closed"];

    /// <summary>When the last group was closed, UTC; null when that is not known, or not needed.</summary>
    public DateTimeOffset? LastClosed { get; init; }
}
