namespace Pipeline.Faults.Notifications;

/// <summary>What must become of the first arrival of a body, once all is settled.</summary>
public enum DocumentFate
{
    /// <summary>Merged into its order.</summary>
    Merged,

    /// <summary>Kept for a person: its order is never known, or its kind.</summary>
    Parked,

    /// <summary>Kept as bytes only.</summary>
    Quarantined,
}
