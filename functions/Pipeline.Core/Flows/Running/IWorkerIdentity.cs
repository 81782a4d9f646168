namespace Pipeline.Core.Flows.Running;

/// <summary>Names the process at work, so that its successor knows which claims died with it.</summary>
public interface IWorkerIdentity
{
    /// <summary>This process: machine, process and start.</summary>
    string Id { get; }

    /// <summary>Whether a process is known to have ended; false when it cannot be known, as for another machine.</summary>
    bool IsGone(string owner);
}
