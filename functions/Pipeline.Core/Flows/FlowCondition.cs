namespace Pipeline.Core.Flows;

/// <summary>Whether a flow's schedule starts it, spelled in camel case in JSON.</summary>
public enum FlowCondition
{
    /// <summary>Starts at its next slot.</summary>
    On,

    /// <summary>Schedule switched off; a person can still run it.</summary>
    Off,

    /// <summary>Halted by a person or by a fault that needs one; nothing starts it.</summary>
    Paused,

    /// <summary>Settings that it needs are missing; nothing starts it.</summary>
    NotConfigured,
}
