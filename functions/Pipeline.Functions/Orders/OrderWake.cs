namespace Pipeline.Functions.Orders;

/// <summary>What waking the life cycle of an order came to.</summary>
public enum OrderWake
{
    /// <summary>The living instance was told.</summary>
    Told,

    /// <summary>The first instance was started.</summary>
    Started,

    /// <summary>An instance had ended or failed although the order has not; a new one was started.</summary>
    StartedAgain,

    /// <summary>The order has ended, or there is none.</summary>
    NotNeeded,
}
