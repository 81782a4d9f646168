using Pipeline.Core.Distributors;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Notifications.Inbox;
using Pipeline.Storage.Notifications;

namespace Pipeline.Functions.Notifications;

/// <summary>Wires the inbox of pushed messages.</summary>
internal static class NotificationServices
{
    /// <summary>Adds what receiving, keeping and handling pushed messages needs.</summary>
    /// <remarks>Somebody else registers the <see cref="INotificationHandler"/>: the orders do.</remarks>
    public static IServiceCollection AddNotifications(this IServiceCollection services) => services
        .AddSingleton<PushPartners>()
        .AddSingleton<PushBody>()
        .AddSingleton<PushReceiver>()
        .AddSingleton<NotificationTelemetry>()
        .AddSingleton<INotificationQueue, NotificationQueue>()
        .AddSingleton<INotificationInbox, NotificationInbox>()
        .AddSingleton<INotificationClaims, NotificationClaims>()
        .AddSingleton<IMessageReaders>(static provider => provider.GetRequiredService<DistributorCatalog>())
        .AddSingleton<NotificationProcessor>()
        .AddSingleton<NotificationSweep>()
        .AddSingleton<NotificationReplay>()
        .AddSingleton<ParkedNotifications>();
}
