using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Orders.Commands;

/// <summary>Answer to a person's command.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Record">The order now; null when there is none.</param>
/// <param name="Refusal">Why it was refused; else null.</param>
public sealed record CommandResult(CommandOutcome Outcome, OrderRecord? Record, Issue? Refusal = null);

/// <summary>What became of a person's command to an order.</summary>
public enum CommandOutcome
{
    /// <summary>Done, or done before: nothing more will happen because of it.</summary>
    Done,

    /// <summary>Stored; the life cycle acts on it.</summary>
    Accepted,

    /// <summary>Not possible in the state in which the order is; nothing was changed.</summary>
    Refused,

    /// <summary>There is no such order.</summary>
    Unknown,
}
