namespace Microsoft.Azure.Functions.Worker;

/// <summary>What the host says about the tick that made a function run.</summary>
public sealed class TimerInfo
{
    /// <summary>The last and the next tick; null when the host keeps no state for the schedule.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>True when the tick comes later than the schedule asked.</summary>
    public bool IsPastDue { get; set; }
}
