namespace Pipeline.Functions.Executions;

/// <summary>The first items of an execution; the report has them all.</summary>
/// <param name="Items">The items, in the order of the file.</param>
/// <param name="Cursor">Always null: <c>errors.csv</c> goes on.</param>
public sealed record ItemList(IReadOnlyList<ItemView> Items, string? Cursor);
