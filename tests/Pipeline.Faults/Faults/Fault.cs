namespace Pipeline.Faults.Faults;

/// <summary>What befalls a call.</summary>
public enum Fault
{
    /// <summary>Nothing: it is done and answered.</summary>
    None,

    /// <summary>The process is killed before the request has left; it never arrives.</summary>
    CutBefore,

    /// <summary>The request takes effect, the process is killed before the answer reaches it.</summary>
    CutDuring,

    /// <summary>The answer arrives, the process does all it can do without another answer, and is killed.</summary>
    CutAfter,

    /// <summary>The request is lost; the caller sees a broken connection.</summary>
    RequestLost,

    /// <summary>The request takes effect, the answer is lost; the caller sees a broken connection.</summary>
    AnswerLost,

    /// <summary>The service is busy (503 or 429) and does nothing.</summary>
    Busy,

    /// <summary>The request takes effect, and the service answers that it timed out.</summary>
    TimedOut,

    /// <summary>The request takes effect much later than others.</summary>
    Slow,
}
