namespace Pipeline.Core.Alerts;

/// <summary>What people are told at one time: what waits for them, the gravest and oldest first.</summary>
/// <param name="Id">Stable for all tries and channels, so that a receiver knows a repetition.</param>
/// <param name="At">When it was made, UTC.</param>
/// <param name="Items">At most <see cref="ItemLimit"/>; of a test none.</param>
public sealed record AlertDigest(string Id, DateTimeOffset At, IReadOnlyList<AlertItem> Items)
{
    /// <summary>Most items shown.</summary>
    public const int ItemLimit = 20;

    /// <summary>Items that are not shown.</summary>
    public int More { get; init; }

    /// <summary>Where all of it is shown.</summary>
    public required Uri Page { get; init; }

    /// <summary>The whole in one line.</summary>
    public string Headline => Items switch
    {
        [] => "Test of the alerts: they arrive",
        [var only] when More == 0 => only.Headline,
        [var first, ..] => $"{first.Headline} – and {Items.Count + More - 1} more",
    };
}

/// <summary>One group of errors in a digest.</summary>
public sealed record AlertItem
{
    /// <summary>Whose it is, and what is wrong, in one line.</summary>
    public required string Headline { get; init; }

    /// <summary>What a person does about it.</summary>
    public required string Remedy { get; init; }

    /// <summary>Since when it is so, UTC.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Records that stand.</summary>
    public required int Count { get; init; }

    /// <summary>Names of some of them.</summary>
    public required IReadOnlyList<string> Examples { get; init; }

    /// <summary>Whether people have been told of it before.</summary>
    public bool IsReminder { get; init; }

    /// <summary>Where it is shown; looking there does nothing.</summary>
    public required Uri Page { get; init; }
}
