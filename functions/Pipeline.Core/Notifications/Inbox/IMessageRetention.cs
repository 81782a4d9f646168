namespace Pipeline.Core.Notifications.Inbox;

/// <summary>Removes pushed messages that are too old.</summary>
public interface IMessageRetention
{
    /// <summary>
    /// Removes handled messages, also parked and quarantined ones, with their bodies and with what claims remember of them.
    /// A message that was never handled stays. May be repeated and cut at any point.
    /// </summary>
    /// <param name="before">Messages go that arrived on an earlier day, UTC, than this.</param>
    /// <param name="cancellationToken">Gives up; what is left goes the next time.</param>
    /// <returns>Messages removed.</returns>
    /// <remarks>What is sent again after that is new again: the merge into its order sees that it is not.</remarks>
    Task<int> RemoveAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
