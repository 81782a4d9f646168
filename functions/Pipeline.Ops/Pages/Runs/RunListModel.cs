using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Runs;

/// <summary>A part of the list of runs.</summary>
/// <param name="Rows">The runs.</param>
/// <param name="Filters">The filters.</param>
/// <param name="Cursor">Where the part begins; null for the first.</param>
/// <param name="Next">Where the next begins; null at the end.</param>
public sealed record RunListModel(IReadOnlyList<RunRow> Rows, Filters Filters, string? Cursor, string? Next);
