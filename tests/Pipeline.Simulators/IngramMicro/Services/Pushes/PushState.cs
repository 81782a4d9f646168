namespace Pipeline.Simulators.IngramMicro.Services.Pushes;

/// <summary>Where a pushed message is.</summary>
public enum PushState
{
    /// <summary>Made, not yet delivered.</summary>
    Waiting,

    /// <summary>Answered 2xx.</summary>
    Delivered,

    /// <summary>Dropped by a fault: nobody ever gets it.</summary>
    Dropped,

    /// <summary>All repeats were in vain.</summary>
    GivenUp,

    /// <summary>There is no postback address.</summary>
    NowhereToGo,
}
