namespace Pipeline.Core.Flows.Running;

/// <summary>Why a flow is not started.</summary>
public enum StartRefusal
{
    /// <summary>There is no flow or execution of that name.</summary>
    NotFound,

    /// <summary>Settings that it needs are missing.</summary>
    NotConfigured,

    /// <summary>It is paused.</summary>
    Paused,

    /// <summary>The execution to repeat is not finished.</summary>
    NotFinished,

    /// <summary>Nothing failed in the execution to repeat.</summary>
    NothingFailed,
}
