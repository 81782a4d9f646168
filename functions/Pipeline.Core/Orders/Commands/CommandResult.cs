using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Orders.Commands;

/// <summary>Answer to a person's command.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Record">The order now; null when there is none.</param>
/// <param name="Code">Why it was refused, upper-case words joined by underscores; else null.</param>
/// <param name="Reason">Why it was refused and what to do instead, in plain sentences; else null.</param>
public sealed record CommandResult(CommandOutcome Outcome, OrderRecord? Record, string? Code = null, string? Reason = null);
