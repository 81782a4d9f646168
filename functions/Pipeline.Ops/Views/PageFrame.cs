namespace Pipeline.Ops.Views;

/// <summary>What stands around a page at one request.</summary>
/// <param name="Notices">What could not be understood of the query.</param>
/// <param name="Done">What was done just before, or null.</param>
/// <param name="Errors">Number beside the bell; null when it could not be read.</param>
public sealed record PageFrame(IReadOnlyList<string> Notices, Answer? Done, int? Errors);

/// <summary>What was done, as the address says it.</summary>
/// <param name="Code">Area and code: <c>Flows.paused</c>, with the text <c>Flows.done.paused</c>.</param>
/// <param name="Number">A number of the sentence, or null.</param>
/// <param name="Run">A run to look at, or null.</param>
/// <param name="Version">The version that an undo is for, or null.</param>
/// <param name="Undo">What stood there before, for an undo; or null.</param>
public sealed record Answer(string Code, long? Number, string? Run, string? Version, string? Undo);
