using Pipeline.Core.Orders.Life;

namespace Pipeline.Functions.Orders;

/// <summary>What an instance of <see cref="OrderLifecycle"/> shows to operators.</summary>
/// <param name="Step">What it does.</param>
/// <param name="Number">The purchase order it is about, or null.</param>
/// <param name="Until">Latest end of a wait, UTC; or null.</param>
/// <param name="Reason">Why, in a plain sentence.</param>
public sealed record OrderLifecycleStatus(NextStep Step, string? Number, DateTimeOffset? Until, string Reason);
