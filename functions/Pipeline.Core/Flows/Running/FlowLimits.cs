namespace Pipeline.Core.Flows.Running;

/// <summary>The times after which something is taken to be lost.</summary>
public sealed record FlowLimits
{
    /// <summary>How often a running execution shows that it lives; 10 seconds.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Silence after which a running execution is lost; 10 minutes.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Wait after which the message of a queued execution is sent again; 2 minutes.</summary>
    public TimeSpan Queued { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How often one execution is begun before it is given up; 3.</summary>
    public int Attempts { get; init; } = 3;
}
