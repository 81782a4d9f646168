namespace Pipeline.LocalHost.Faults;

/// <summary>What goes wrong on purpose. Source: functions-custom-handler.md §7.9.</summary>
internal enum FaultKind
{
    /// <summary>The handler is killed while the call runs, at no certain instruction.</summary>
    Kill,

    /// <summary>The handler is killed when it has done the work; its answer is lost.</summary>
    KillDone,

    /// <summary>The work is done, but the answer stays out until the function timeout has passed.</summary>
    Delay,

    /// <summary>The handler ends with exit code 0 during the call: the host never starts it again.</summary>
    ExitZero,

    /// <summary>The handler ends with exit code 1 during the call, which counts against the limit of errors.</summary>
    ExitOne,

    /// <summary>The work is done, the connection breaks before the answer; the handler lives on.</summary>
    Drop,

    /// <summary>The call is made twice, one after the other; the second answer counts.</summary>
    Twice,

    /// <summary>An activity's result is given to its orchestration twice at once.</summary>
    Duplicate,

    /// <summary>An activity's result is given once more two seconds later.</summary>
    Late,

    /// <summary>An orchestrator's turn carries 31 MB of history.</summary>
    History,
}
