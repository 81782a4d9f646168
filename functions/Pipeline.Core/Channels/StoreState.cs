namespace Pipeline.Core.Channels;

/// <summary>What is remembered of a store.</summary>
public sealed record StoreState
{
    /// <summary>Code of the store.</summary>
    public required string Code { get; init; }

    /// <summary>The mode that a person chose, or null for that of the settings.</summary>
    public StoreMode? Mode { get; init; }

    /// <summary>Who chose it, or null.</summary>
    public string? ModeBy { get; init; }

    /// <summary>When, UTC, or null.</summary>
    public DateTimeOffset? ModeSince { get; init; }

    /// <summary>Whether what the channel shows has to be read before anything is sent: after a change of mode.</summary>
    public bool IsCheckDue { get; init; }

    /// <summary>When its offers were last compared with the channel's, UTC, or null.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>When it was last asked by <see cref="IChannel.TestAsync"/> and answered, UTC, or null.</summary>
    public DateTimeOffset? ReachedAt { get; init; }

    /// <summary>Why it was not reached when it was last asked, or null.</summary>
    public string? ReachFault { get; init; }

    /// <summary>When its last import of offers began, UTC, or null.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Until when nobody else has to ask for an export, UTC: one is on its way; null when none is.</summary>
    public DateTimeOffset? ExportDue { get; init; }

    /// <summary>The execution that waits for a person before anything more is sent, or null.</summary>
    public string? HeldExecution { get; init; }

    /// <summary>What the last comparison has found, in a sentence, or null.</summary>
    public string? Drift { get; init; }

    /// <summary>What its offers were last computed by as a whole, as a hash, or null.</summary>
    public string? ComputedBy { get; init; }

    /// <summary>When somebody else was last seen to write its offers, UTC, or null.</summary>
    public DateTimeOffset? TwinSeenAt { get; init; }

    /// <summary>What was seen of it: our numbers or the channel's id of an import, shortened; or null.</summary>
    public string? TwinSeen { get; init; }

    /// <summary>The mode in force.</summary>
    public StoreMode ModeOf(Store store) => Mode ?? store.Mode;
}
