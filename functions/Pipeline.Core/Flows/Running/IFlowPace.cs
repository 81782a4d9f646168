namespace Pipeline.Core.Flows.Running;

/// <summary>Knows when a partner may be asked again.</summary>
public interface IFlowPace
{
    /// <summary>When a flow may run next, UTC; null when it may now.</summary>
    /// <remarks>Five minutes early is in time, since a schedule never hits the second; and a day of 23 hours is a day.</remarks>
    Task<DateTimeOffset?> NotBeforeAsync(FlowDefinition flow, CancellationToken cancellationToken);
}
