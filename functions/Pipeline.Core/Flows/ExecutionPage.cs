namespace Pipeline.Core.Flows;

/// <summary>One page of executions, newest first.</summary>
/// <param name="Items">The executions.</param>
/// <param name="Cursor">Opaque text that asks for the page after this one, or null at the end.</param>
public sealed record ExecutionPage(IReadOnlyList<Execution> Items, string? Cursor);
