namespace Pipeline.Core.Feeds.Guarding;

/// <summary>Carries out what a person decides about a held feed file.</summary>
public interface IHeldFileDecision
{
    /// <summary>Applies the held file. The execution goes on by itself; repeating the call changes nothing.</summary>
    /// <param name="executionId">The held execution.</param>
    /// <param name="decidedBy">Who decided.</param>
    /// <param name="cancellationToken">Gives up before the decision is stored.</param>
    Task<DecisionResult> ApproveAsync(string executionId, string decidedBy, CancellationToken cancellationToken);

    /// <summary>Drops the held file; the execution ends as refused. Repeating the call changes nothing.</summary>
    /// <param name="executionId">The held execution.</param>
    /// <param name="decidedBy">Who decided.</param>
    /// <param name="cancellationToken">Gives up before the decision is stored.</param>
    Task<DecisionResult> RejectAsync(string executionId, string decidedBy, CancellationToken cancellationToken);
}

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
