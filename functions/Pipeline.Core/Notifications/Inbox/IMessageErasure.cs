namespace Pipeline.Core.Notifications.Inbox;

/// <summary>Takes the bodies out of pushed messages and leaves what is needed to count and to compare them.</summary>
public interface IMessageErasure
{
    /// <summary>
    /// Removes the body of a handled message, and the sentence of its reason, which may quote it. Size, SHA-256 and all else
    /// stay, so that a repetition is still recognised. May be repeated and cut at any point;
    /// <see cref="PushedMessage.BodyErasedAt"/> is written when nothing is left.
    /// </summary>
    /// <param name="id">Id of the message.</param>
    /// <param name="at">Time to record, UTC; the first one stays.</param>
    /// <param name="cancellationToken">Gives up; calling again finishes.</param>
    /// <returns>False when there is no such message, or it still waits for its turn: nothing was removed.</returns>
    Task<bool> EraseAsync(string id, DateTimeOffset at, CancellationToken cancellationToken);
}
