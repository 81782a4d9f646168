namespace Pipeline.Faults.Orders;

/// <summary>What an operator does to an order.</summary>
public enum OperatorStep
{
    /// <summary>Cancels it; where the distributor may have it, also there, by telephone.</summary>
    Cancel,

    /// <summary>Lets it go on although something stands against it.</summary>
    Release,

    /// <summary>Tries again what failed.</summary>
    Retry,

    /// <summary>Removes personal data.</summary>
    RemovePersonalData,
}
