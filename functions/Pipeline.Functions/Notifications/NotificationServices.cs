using Pipeline.Core.Distributors;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Notifications.Inbox;
using Pipeline.Storage.Notifications;

namespace Pipeline.Functions.Notifications;

/// <summary>Wires the inbox of pushed messages.</summary>
internal static class NotificationServices
{
    /// <summary>Adds what receiving, keeping and handling pushed messages needs.</summary>
    /// <remarks>Somebody else registers the <see cref="IMessageHandler"/>: the orders do.</remarks>
    public static IServiceCollection AddNotifications(this IServiceCollection services) => services
        .AddSingleton<PushPartnerDirectory>()
        .AddSingleton<PushBody>()
        .AddSingleton<PushReceiver>()
        .AddSingleton<MessageTelemetry>()
        .AddSingleton<IMessageQueue, MessageQueue>()
        .AddSingleton<IMessageInbox, MessageInbox>()
        .AddSingleton<IMessageClaimStore, MessageClaimStore>()
        .AddSingleton<IMessageReaderDirectory>(static provider => provider.GetRequiredService<DistributorCatalog>())
        .AddSingleton<MessageProcessor>()
        .AddSingleton<MessageSweep>()
        .AddSingleton<MessageReplay>()
        .AddSingleton<ParkedMessageRelease>();
}
