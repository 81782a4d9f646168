using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Notifications.Inbox;
using Pipeline.Core.Orders.Erasure;
using Pipeline.Faults.Hosting;
using Pipeline.Faults.Storage;
using Pipeline.Faults.Time;
using Pipeline.Faults.Worlds;
using Pipeline.Functions.Notifications;
using Pipeline.Storage;
using Pipeline.Storage.Exchanges;
using Pipeline.Storage.Notifications;
using Pipeline.Storage.Orders;

namespace Pipeline.Faults.Notifications;

/// <summary>One life of the app as far as pushed messages go: the app's own classes, composed over simulated storage.</summary>
public sealed class NotificationApp
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly PushEntrance entrance;
    private readonly ParkedMessageRelease parked;
    private readonly CountingOrders orders;
    private readonly Mutation mutation;

    /// <summary>Composes it and starts its triggers.</summary>
    public NotificationApp(World world, Incarnation process, StorageClients storage, Mutation mutation)
    {
        this.mutation = mutation;
        IMessageQueue queue = mutation.Queue(new MessageQueue(storage.Queues));
        IMessageInbox inbox = mutation.Inbox(new MessageInbox(storage.Tables, storage.Blobs, queue, process.Clock));
        orders = new CountingOrders(storage.Tables, mutation);
        MessageProcessor processor = new(
            inbox, mutation.Claims(new MessageClaimStore(storage.Tables)), PushEntrance.Readers, mutation.Orders(orders), process.Clock);
        MessageSweep sweep = new(inbox, queue, process.Clock);
        LateErasure erasure = new(
            inbox, new MessageErasure(storage.Tables, storage.Blobs), new ExchangeErasure(storage.Tables, storage.Blobs),
            new OrderNumberStore(storage.Tables), new OrderStore(storage.Tables, storage.Blobs, process.Clock), process.Clock);
        NotificationTriggers triggers = new(processor, erasure, sweep, PushEntrance.Metrics, NullLogger<NotificationTriggers>.Instance);
        entrance = new PushEntrance(inbox, process.Clock);
        parked = new ParkedMessageRelease(inbox, queue);
        new QueueHost(world, process, storage.Queues, StorageNames.NotificationsQueue, text => triggers.HandleAsync(Read(text), CancellationToken.None)).Start();
        new QueueHost(world, process, storage.Queues, StorageNames.NotificationsPoisonQueue, text => triggers.SetAsideAsync(Read(text), CancellationToken.None)).Start();
        if (mutation.Sweeps)
        {
            new TimerHost(process, TimeSpan.FromSeconds(40), TimeSpan.FromMinutes(1), () => triggers.SweepAsync(null!, CancellationToken.None)).Start();
        }
    }

    /// <summary>Receives a push as the endpoint does.</summary>
    /// <returns>The status, and our id where the sender is told one.</returns>
    public Task<(int Status, string? Id)> ReceiveAsync(byte[] body) => entrance.ReceiveAsync(body);

    /// <summary>An order becomes known and asks for what waits for it. May be repeated.</summary>
    public async Task LearnAsync(string order)
    {
        await orders.LearnAsync(order, CancellationToken.None);
        if (mutation.Releases)
        {
            _ = await parked.ReleaseAsync(PushEntrance.Distributor, [order], CancellationToken.None);
        }
    }

    private static MessageRequest Read(string text) =>
        JsonSerializer.Deserialize<MessageRequest>(Convert.FromBase64String(text), Json)!;
}
