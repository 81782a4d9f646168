namespace Pipeline.Functions.Executions;

/// <summary>One page of executions, newest first.</summary>
/// <param name="Items">The executions.</param>
/// <param name="Cursor">Asks for the next page; null at the end.</param>
public sealed record ExecutionList(IReadOnlyList<ExecutionView> Items, string? Cursor);
