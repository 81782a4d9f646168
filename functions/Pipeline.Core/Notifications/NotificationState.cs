namespace Pipeline.Core.Notifications;

/// <summary>What became of a pushed message.</summary>
public enum NotificationState
{
    /// <summary>Stored; merged into its order once <see cref="Notification.HandledAt"/> is set.</summary>
    Accepted,

    /// <summary>Says what an earlier message said; changes nothing.</summary>
    Duplicate,

    /// <summary>Waits: its order is not known (yet), or what it says could not be used.</summary>
    Parked,

    /// <summary>Is not acceptable XML; only its bytes are kept.</summary>
    Quarantined,
}
