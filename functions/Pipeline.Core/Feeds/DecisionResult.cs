namespace Pipeline.Core.Feeds;

/// <summary>What became of a decision about a held execution.</summary>
public enum DecisionResult
{
    /// <summary>Stored and on its way.</summary>
    Accepted,

    /// <summary>There is no such execution.</summary>
    NotFound,

    /// <summary>It does not wait for a decision, or not any more.</summary>
    NotHeld,
}
