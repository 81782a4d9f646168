namespace Pipeline.Core.Orders.Purchasing;

/// <summary>Result of merging a message into what is known.</summary>
/// <typeparam name="T">What it was merged into.</typeparam>
/// <param name="Value">What is known now.</param>
/// <param name="Outcome">What the message was to it.</param>
public sealed record Merged<T>(T Value, MergeOutcome Outcome);

/// <summary>What a message was to an order.</summary>
public enum MergeOutcome
{
    /// <summary>A document we did not have.</summary>
    Added,

    /// <summary>A newer version that says something else: keep both, and warn.</summary>
    Corrected,

    /// <summary>Says what we already know.</summary>
    Duplicate,

    /// <summary>Says something else, but is older than what we have: kept, counts for nothing.</summary>
    Outdated,

    /// <summary>About another order: nothing was changed.</summary>
    Foreign,
}
