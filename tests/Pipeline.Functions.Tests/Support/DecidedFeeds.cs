using Pipeline.Core.Feeds.Guarding;

namespace Pipeline.Functions.Tests.Support;

/// <summary>Decisions about held files, written down; the first one is accepted.</summary>
public sealed class DecidedFeeds(string held) : IHeldFileDecision
{
    /// <summary>What was decided, by whom, in order.</summary>
    public List<string> Decisions { get; } = [];

    public Task<DecisionResult> ApproveAsync(string executionId, string decidedBy, CancellationToken cancellationToken) =>
        Task.FromResult(Decide(executionId, $"approved by {decidedBy}"));

    public Task<DecisionResult> RejectAsync(string executionId, string decidedBy, CancellationToken cancellationToken) =>
        Task.FromResult(Decide(executionId, $"rejected by {decidedBy}"));

    private DecisionResult Decide(string executionId, string decision)
    {
        if (executionId != held)
        {
            return DecisionResult.NotFound;
        }

        if (Decisions.Count > 0)
        {
            return DecisionResult.NotHeld;
        }

        Decisions.Add(decision);
        return DecisionResult.Accepted;
    }
}
