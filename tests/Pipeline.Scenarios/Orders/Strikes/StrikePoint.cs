namespace Pipeline.Scenarios.Orders.Strikes;

/// <summary>A moment in the life of an order.</summary>
public enum StrikePoint
{
    /// <summary>The activity that places the purchase order has begun.</summary>
    ActivityBegun,

    /// <summary>The distributor has bought, and the activity waits for the answer.</summary>
    Bought,

    /// <summary>The activity that places the purchase order has succeeded.</summary>
    ActivityEnded,

    /// <summary>The first turn of the orchestration has been given to the worker, which does nothing with it.</summary>
    TurnBegun,

    /// <summary>The first turn of the orchestration has succeeded.</summary>
    TurnEnded,
}
