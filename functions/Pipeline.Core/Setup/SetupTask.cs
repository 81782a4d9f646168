using Pipeline.Core.Issues;

namespace Pipeline.Core.Setup;

/// <summary>How far a partner's set-up is.</summary>
/// <param name="Partner">The partner's code.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Tasks">What there is to do, in the order in which it is done.</param>
public sealed record PartnerSetup(string Partner, string Name, IReadOnlyList<SetupTask> Tasks);

/// <summary>Something that has to be set up.</summary>
/// <param name="Kind">What.</param>
/// <param name="State">How far it is.</param>
public sealed record SetupTask(SetupTaskKind Kind, SetupState State)
{
    /// <summary>The feed that it is about, by its kind; null where it is about the partner.</summary>
    public string? Feed { get; init; }

    /// <summary>What people call that feed.</summary>
    public string? FeedTitle { get; init; }

    /// <summary>What is missing or wrong, in a sentence; settings by their names, never by their values. Null where nothing is.</summary>
    public string? Detail { get; init; }

    /// <summary>The fault that <see cref="Detail"/> tells, to be said in another language; null where it is none of a run.</summary>
    public Issue? Fault { get; init; }

    /// <summary>The task that must be done first; null unless it cannot start yet.</summary>
    public SetupTaskKind? Needs { get; init; }

    /// <summary>When it was done, or what was last seen of it; UTC, or null.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Run that shows it, or null.</summary>
    public string? Run { get; init; }

    /// <summary>Exchange that shows it, or null.</summary>
    public string? Exchange { get; init; }
}

/// <summary>What has to be set up.</summary>
public enum SetupTaskKind
{
    /// <summary>Address and login of a feed.</summary>
    FeedAccess,

    /// <summary>The first file of a feed, accepted.</summary>
    FirstFile,

    /// <summary>The layout that a feed is read with.</summary>
    Layout,

    /// <summary>Address and login of the services that take orders.</summary>
    OrderServices,

    /// <summary>A question that the services have answered.</summary>
    FirstAnswer,

    /// <summary>How the partner proves who it is when it pushes.</summary>
    PushAccess,

    /// <summary>The first message that it pushed.</summary>
    FirstMessage,

    /// <summary>What is sent is sent for real.</summary>
    Live,
}

/// <summary>How far a task is.</summary>
public enum SetupState
{
    /// <summary>Nothing more to do.</summary>
    Done,

    /// <summary>Begun; something has to come or to be tried.</summary>
    Started,

    /// <summary>Nothing is there yet.</summary>
    NotStarted,

    /// <summary>Another task comes first.</summary>
    CannotStart,

    /// <summary>It was tried and does not work.</summary>
    Problem,
}
