namespace Pipeline.Functions.Flows;

/// <summary>All flows.</summary>
/// <param name="Items">The flows, in the order in which people read them.</param>
/// <param name="Cursor">Always null: the list is short.</param>
public sealed record FlowList(IReadOnlyList<FlowView> Items, string? Cursor);
