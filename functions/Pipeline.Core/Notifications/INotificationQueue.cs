namespace Pipeline.Core.Notifications;

/// <summary>Asks for messages to be handled.</summary>
public interface INotificationQueue
{
    /// <summary>Sends one request; handling the same message twice changes nothing.</summary>
    Task SendAsync(NotificationRequest request, CancellationToken cancellationToken);

    /// <summary>Whether no request waits; one that is at work, or was when the host died, does not wait.</summary>
    Task<bool> IsEmptyAsync(CancellationToken cancellationToken);
}
