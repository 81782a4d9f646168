namespace Pipeline.Core.Flows;

/// <summary>A named, schedulable job between a partner and us, as it stands at one instant.</summary>
/// <remarks>Made of what settings say (<see cref="FlowDefinition"/>) and what is remembered (<see cref="FlowState"/>).</remarks>
public sealed record Flow
{
    /// <summary>Puts the two halves together.</summary>
    /// <param name="definition">What code and settings say.</param>
    /// <param name="state">What is remembered; a fresh one when the flow never ran.</param>
    /// <param name="now">The instant at which it is looked at.</param>
    public Flow(FlowDefinition definition, FlowState state, DateTimeOffset now)
    {
        Definition = definition;
        State = state;
        Condition = (definition.MissingSetting, state.IsPausedAt(now), state.Enabled) switch
        {
            (not null, _, _) => FlowCondition.NotConfigured,
            (null, true, _) => FlowCondition.Paused,
            (null, false, false) => FlowCondition.Off,
            (null, false, true) => FlowCondition.On,
        };
    }

    /// <summary>What code and settings say.</summary>
    public FlowDefinition Definition { get; }

    /// <summary>What is remembered.</summary>
    public FlowState State { get; }

    /// <summary>Whether its schedule starts it.</summary>
    public FlowCondition Condition { get; }

    /// <summary>Code, for example <c>acme.price</c>.</summary>
    public string Code => Definition.Code;

    /// <summary>The expression in force.</summary>
    public string Expression => State.Expression ?? Definition.Expression;

    /// <summary>The time zone in force.</summary>
    public string TimeZone => State.TimeZone ?? Definition.TimeZone;

    /// <summary>The mode in force.</summary>
    public FlowMode Mode => State.Mode ?? Definition.Mode;

    /// <summary>The next slot, UTC; null unless the schedule is on.</summary>
    public DateTimeOffset? NextRun => Condition is FlowCondition.On ? State.NextRun : null;

    /// <summary>What an operator may change of it, in one line.</summary>
    public override string ToString() =>
        $"{Expression} {TimeZone}, {(State.Enabled ? "on" : "off")}, {(Mode is FlowMode.Test ? "test" : "live")}"
        + (Condition is FlowCondition.Paused ? $", paused: {State.PausedReason}" : string.Empty);
}

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
