using Pipeline.Core.Messages.Reading;

namespace Pipeline.Core.Notifications.Handling;

/// <summary>Merges what a distributor says into the orders it is about.</summary>
public interface IMessageHandler
{
    /// <summary>Correlates and merges the messages of one body.</summary>
    /// <remarks>
    /// Called at least once for each body, in any order; a merge that was done changes nothing when it is done again. An
    /// exception means that the call is repeated later.
    /// </remarks>
    /// <param name="notification">The message as stored; <see cref="PushedMessage.CorrectionOf"/> is set for a correction.</param>
    /// <param name="reading">What it says: at least one message.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<MessageOutcome> HandleAsync(
        PushedMessage notification, MessageReading reading, CancellationToken cancellationToken);
}

/// <summary>What merging came to.</summary>
/// <param name="UnknownNumbers">Order numbers that no order has; when there are any, the message is parked.</param>
public sealed record MessageOutcome(IReadOnlyList<string> UnknownNumbers)
{
    /// <summary>All of it is merged.</summary>
    public static MessageOutcome Merged { get; } = new([]);
}
