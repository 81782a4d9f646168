namespace Pipeline.Ops.Views;

/// <summary>The six colours of states, each with an icon; the word beside it says which state.</summary>
public enum BadgeState
{
    /// <summary>Went well: succeeded, fresh, complete, matched.</summary>
    Ok,

    /// <summary>Waits for somebody: held, blocked, paused, parked, partly done.</summary>
    Wait,

    /// <summary>Went wrong: failed, refused, quarantined, differs, lost.</summary>
    Bad,

    /// <summary>Under way: queued, running, retrying, sent.</summary>
    Run,

    /// <summary>Nothing is to do: off, dismissed, cancelled.</summary>
    Idle,

    /// <summary>Nothing is sent: test mode, simulated.</summary>
    Test,
}
