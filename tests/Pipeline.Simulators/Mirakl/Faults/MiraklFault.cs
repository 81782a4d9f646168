namespace Pipeline.Simulators.Mirakl.Faults;

/// <summary>What can go wrong at the tenant.</summary>
public enum MiraklFault
{
    /// <summary>The call is done, and no answer comes: the connection is cut after the delay.</summary>
    TimeoutAfterCommit,

    /// <summary>The connection is cut before anything is done.</summary>
    ConnectionCut,

    /// <summary>500; with <see cref="MiraklFaultSwitch.Done"/> the call is done nevertheless.</summary>
    InternalFailure,

    /// <summary>503 instead of an answer.</summary>
    Unavailable,

    /// <summary>The answer comes late: after the delay, and after the call is done.</summary>
    Slow,

    /// <summary>429 although the limit is not reached.</summary>
    TooManyRequests,

    /// <summary>429 comes without <c>Retry-After</c>.</summary>
    RetryAfterMissing,

    /// <summary><c>Retry-After</c> of 429 is a day.</summary>
    RetryAfterHuge,

    /// <summary>The key has been revoked: 401.</summary>
    KeyRevoked,

    /// <summary>The feature is not granted: 403.</summary>
    FeatureDenied,

    /// <summary>A refusal has no body.</summary>
    EmptyErrorBody,

    /// <summary>A refusal has a body that is no JSON.</summary>
    HtmlErrorBody,

    /// <summary>A report ends in the middle, as if it were whole.</summary>
    ReportCut,

    /// <summary>A report answers 404 while the state of its import says that it is there.</summary>
    ReportMissing,

    /// <summary>The added columns of the transformation report come before those that were sent.</summary>
    AddedColumnsFirst,

    /// <summary>The transformation report spells <c>line_number</c>.</summary>
    LineNumberUnderscored,

    /// <summary>Objects have a member that nobody knows.</summary>
    UnknownMembers,

    /// <summary>Lists of codes have one that nobody knows.</summary>
    UnknownValues,

    /// <summary>Members come in another order.</summary>
    ShuffledMembers,

    /// <summary>Optional members are absent instead of null.</summary>
    AbsentMembers,

    /// <summary>An import that begins now stays in its first state.</summary>
    ImportStuck,

    /// <summary>An import that begins now fails with a reason.</summary>
    ImportFailed,

    /// <summary>The operator rejects the product.</summary>
    ProductRejected,

    /// <summary>The product is integrated, and never goes live.</summary>
    ProductNotLive,

    /// <summary>An order that is placed now costs one euro less than its offers.</summary>
    WrongPrice,

    /// <summary>An order that is accepted now is never paid: it is cancelled.</summary>
    OrderUnpaid,

    /// <summary>An order that is accepted now waits for its debit for ever.</summary>
    DebitStuck,

    /// <summary>A list of orders has its first order twice.</summary>
    OrderTwice,

    /// <summary>The address of a tracking number answers 404.</summary>
    TrackingLinkDead,
}
