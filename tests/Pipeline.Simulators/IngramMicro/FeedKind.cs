namespace Pipeline.Simulators.IngramMicro;

/// <summary>The distributor's three kinds of catalogue file.</summary>
public enum FeedKind
{
    /// <summary>Daily price file.</summary>
    Price,

    /// <summary>Hourly stock file.</summary>
    Stock,

    /// <summary>Category file.</summary>
    Category,
}
