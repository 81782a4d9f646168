using Pipeline.Core.Notifications;
using Pipeline.Core.Orders.Messages.Reading;

namespace Pipeline.Functions.Notifications;

/// <summary>Knows no order: every message is parked until orders are registered in its place.</summary>
internal sealed class NoOrders : INotificationHandler
{
    /// <inheritdoc />
    public Task<NotificationOutcome> HandleAsync(
        Notification notification, MessageReading reading, CancellationToken cancellationToken) =>
        Task.FromResult(new NotificationOutcome(notification.Orders.Count > 0 ? notification.Orders : notification.Documents));
}
