namespace Pipeline.Core.Orders.Commands;

/// <summary>What became of a person's command to an order.</summary>
public enum CommandOutcome
{
    /// <summary>Done, or done before: nothing more will happen because of it.</summary>
    Done,

    /// <summary>Stored; the life cycle acts on it.</summary>
    Accepted,

    /// <summary>Not possible in the state in which the order is; nothing was changed.</summary>
    Refused,

    /// <summary>There is no such order.</summary>
    Unknown,
}
