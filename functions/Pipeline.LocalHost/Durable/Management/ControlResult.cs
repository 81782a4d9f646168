namespace Pipeline.LocalHost.Durable.Management;

/// <summary>What became of an order to an instance.</summary>
internal enum ControlResult
{
    /// <summary>The instance has it.</summary>
    Accepted,

    /// <summary>There is no such instance.</summary>
    NotFound,

    /// <summary>The instance has ended and takes nothing more.</summary>
    Ended,

    /// <summary>The instance is in a state in which the order makes no sense.</summary>
    WrongState,

    /// <summary>An instance of that id has not ended.</summary>
    InUse,
}
