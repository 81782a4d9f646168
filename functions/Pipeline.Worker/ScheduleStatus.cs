namespace Microsoft.Azure.Functions.Worker;

/// <summary>The state the host keeps for a schedule.</summary>
/// <remarks>
/// The type is <see cref="DateTime"/> as in the official worker: an unset time comes as <c>0001-01-01T00:00:00</c>
/// without zone, the others with the offset of the host's zone.
/// </remarks>
public sealed class ScheduleStatus
{
    /// <summary>Tick before this one.</summary>
    public DateTime Last { get; set; }

    /// <summary>Tick after this one.</summary>
    public DateTime Next { get; set; }

    /// <summary>When the host last wrote this state.</summary>
    public DateTime LastUpdated { get; set; }
}
