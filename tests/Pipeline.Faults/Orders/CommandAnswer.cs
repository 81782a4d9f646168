using Pipeline.Core.Orders.Commands;

namespace Pipeline.Faults.Orders;

/// <summary>An answer that an operator heard.</summary>
/// <param name="Command">The command.</param>
/// <param name="SentAt">When this try of it was sent, UTC.</param>
/// <param name="Result">The answer.</param>
public sealed record CommandAnswer(OperatorCommand Command, DateTimeOffset SentAt, CommandResult Result);
