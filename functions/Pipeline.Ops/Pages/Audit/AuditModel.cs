using Pipeline.Core.Audit;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Audit;

/// <summary>A part of the list of commands.</summary>
/// <param name="Rows">The commands.</param>
/// <param name="Filters">The filters.</param>
/// <param name="Cursor">Where the part begins; null for the first.</param>
/// <param name="Next">Where the next begins; null at the end.</param>
public sealed record AuditModel(IReadOnlyList<AuditEntry> Rows, Filters Filters, string? Cursor, string? Next);
