namespace Pipeline.Core.Flows;

/// <summary>What starts executions, as records and answers spell it.</summary>
public static class ExecutionTrigger
{
    /// <summary>The flow's schedule.</summary>
    public const string Schedule = "schedule";

    /// <summary>The schedule, after slots were missed.</summary>
    public const string CatchUp = "catchUp";

    /// <summary>A person, now.</summary>
    public const string RunNow = "runNow";

    /// <summary>A person, now, although the partner may want to be left alone; only flows with a cadence are started so.</summary>
    public const string Override = "override";

    /// <summary>A person, to repeat what failed in another execution.</summary>
    public const string RerunFailed = "rerunFailed";

    /// <summary>A file that no run has landed.</summary>
    public const string Upload = "upload";

    /// <summary>A person, to go back to an earlier accepted file.</summary>
    public const string Rollback = "rollback";
}
