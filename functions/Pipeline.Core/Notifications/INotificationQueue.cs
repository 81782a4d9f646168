namespace Pipeline.Core.Notifications;

/// <summary>Asks for messages to be handled.</summary>
public interface INotificationQueue
{
    /// <summary>Sends one request; handling the same message twice changes nothing.</summary>
    Task SendAsync(NotificationRequest request, CancellationToken cancellationToken);

    /// <summary>Whether no request waits or is at work, as far as the queue knows.</summary>
    Task<bool> IsEmptyAsync(CancellationToken cancellationToken);
}
