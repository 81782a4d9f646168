using Pipeline.Core.Notifications.Admission;
using Pipeline.Core.Distributors;
using Pipeline.Core.ErrorGroups;
using Pipeline.Core.ErrorGroups.Sources;
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
        .AddSingleton<MessageAdmission>()
        .AddSingleton<PushReceiver>()
        .AddSingleton<MessageTelemetry>()
        .AddSingleton<IMessageQueue, MessageQueue>()
        .AddSingleton<MessageInbox>()
        .AddSingleton<IMessageInbox>(static provider => new WatchedInbox(
            provider.GetRequiredService<MessageInbox>(), provider.GetRequiredService<IErrorReporter>(), provider.GetRequiredService<IErrorNotes>(),
            provider.GetRequiredService<MessagePatience>(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<IMessageClaimStore, MessageClaimStore>()
        .AddSingleton<IMessageReaderDirectory>(static provider => provider.GetRequiredService<DistributorCatalog>())
        .AddSingleton<MessageProcessor>()
        .AddSingleton<MessageSweep>()
        .AddSingleton<MessageReplay>()
        .AddSingleton<ParkedMessageRelease>();
}
