namespace Pipeline.Core.Flows;

/// <summary>Told how a run comes along, for logs and metrics.</summary>
public interface IExecutionObserver
{
    /// <summary>The run came further; about once a second.</summary>
    void Progressed(Execution execution);

    /// <summary>Progress of a run could not be stored; the next tick tries again.</summary>
    void ProgressLost(string executionId, Exception exception);

    /// <summary>The run ended, or waits for a person.</summary>
    void Ended(Execution execution);
}
