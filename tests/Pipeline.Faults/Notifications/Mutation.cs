using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Notifications.Inbox;

namespace Pipeline.Faults.Notifications;

/// <summary>Takes the place of parts of the notification path; by default changes none. A mutant breaks one on purpose.</summary>
public sealed record Mutation
{
    /// <summary>The code as it is.</summary>
    public static Mutation None { get; } = new();

    /// <summary>What stands in for the inbox.</summary>
    public Func<IMessageInbox, IMessageInbox> Inbox { get; init; } = static inbox => inbox;

    /// <summary>What stands in for the claims.</summary>
    public Func<IMessageClaimStore, IMessageClaimStore> Claims { get; init; } = static claims => claims;

    /// <summary>What stands in for the queue, as the inbox and the sweep see it.</summary>
    public Func<IMessageQueue, IMessageQueue> Queue { get; init; } = static queue => queue;

    /// <summary>What stands in for the orders.</summary>
    public Func<IMessageHandler, IMessageHandler> Orders { get; init; } = static orders => orders;

    /// <summary>Whether the sweep runs.</summary>
    public bool Sweeps { get; init; } = true;

    /// <summary>Whether the merge marks what it has counted.</summary>
    public bool MarksMerges { get; init; } = true;

    /// <summary>Whether an order that learns its number asks for the messages that wait for it.</summary>
    public bool Releases { get; init; } = true;
}
