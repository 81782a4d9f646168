using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Core.Currencies;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Notifications.Inbox;
using Pipeline.Core.Notifications;
using Pipeline.Core.Orders.Commands;
using Pipeline.Core.Orders.Erasure;
using Pipeline.Core.Orders.Following;
using Pipeline.Core.Orders.Intake;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Matching;
using Pipeline.Core.Orders.Merging;
using Pipeline.Core.Messages.Reading;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Prices;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Selling;
using Pipeline.Core.Orders.Sourcing;
using Pipeline.Faults.Hosting.Hub;
using Pipeline.Faults.Hosting;
using Pipeline.Faults.Notifications;
using Pipeline.Faults.Storage;
using Pipeline.Faults.Time;
using Pipeline.Faults.Worlds;
using Pipeline.Functions.Composition;
using Pipeline.Functions.Notifications;
using Pipeline.Functions.Orders;
using Pipeline.Storage.Catalog;
using Pipeline.Storage.Exchanges;
using Pipeline.Storage.Notifications;
using Pipeline.Storage.Orders;
using Pipeline.Storage.Sourcing;
using Pipeline.Storage;

namespace Pipeline.Faults.Orders;

/// <summary>One life of the app as far as orders and their messages go: the app's own classes, composed over simulated storage.</summary>
public sealed class OrderApp
{
    private readonly PushEntrance entrance;
    private readonly OrderIntake intake;
    private readonly OrderCommandHandler commands;
    private readonly PersonalDataErasure erasure;
    private readonly IMessageHandler handler;
    private readonly SourcingStore choosing;

    /// <summary>Composes it around one distributor, with an empty catalogue, and starts its triggers.</summary>
    public OrderApp(
        World world, Incarnation process, StorageClients storage, DistributorDesk desk, TaskHub hub, OrderMutation mutation)
        : this(world, process, storage, hub, mutation, new OrderHouse(
            log => new OneDistributor(mutation.Services(new ConnectedDistributor(world, process, desk, log))),
            new NoArticles(),
            new CurrencyTerms(),
            new Dictionary<string, string>(StringComparer.Ordinal) { [PushEntrance.Distributor] = "EUR" }))
    {
    }

    /// <summary>Composes it and starts its triggers.</summary>
    public OrderApp(World world, Incarnation process, StorageClients storage, TaskHub hub, OrderMutation mutation, OrderHouse house)
    {
        TimeProvider clock = process.Clock;
        MessageQueue queue = new(storage.Queues);
        IMessageInbox inbox = mutation.Inbox(new MessageInbox(storage.Tables, storage.Blobs, queue, clock));
        ParkedMessageRelease parked = new(inbox, queue);
        IOrderStore store = mutation.Store(new OrderStore(storage.Tables, storage.Blobs, clock), storage);
        IOrderNumberStore numbers = mutation.Numbers(new OrderNumberStore(storage.Tables));
        IOrderSignalQueue signals = mutation.Signals(new OrderSignalQueue(storage.Queues));
        ExchangeStore exchanges = new(storage.Tables, storage.Blobs);
        IDistributorServiceDirectory services = house.Services(exchanges);
        OrderUpdater updates = new(store, clock);
        NumberAnnouncement learned = new(numbers, parked);
        OrderNumbering join = new(numbers, learned);
        InvoiceHandover invoices = new(
            store, numbers, mutation.Invoices(new InvoiceStore(storage.Tables, storage.Blobs, clock)), mutation.Limits, clock);
        IOrderStore own = mutation.LifeCycle(store);
        OrderUpdater steps = new(own, clock);
        choosing = new SourcingStore(storage.Tables);
        PromisedUnits promised = new(mutation.Promises(choosing), own, clock);
        SourcingPolicy policy = new(choosing, new ExchangeRates(house.Currencies, choosing, clock), TimeSpan.FromHours(48));
        OrderSourcing sourcing = new(steps, numbers, services, house.Articles, policy, promised, clock);
        OrderActivities activities = new(
            new OrderReview(steps, join, invoices, mutation.Limits, clock),
            sourcing,
            new PriceCheck(steps, services, promised, mutation.Limits, clock),
            new OrderPlacing(steps, services, choosing, mutation.Limits, clock),
            new OrderInquiry(steps, services, mutation.Limits, clock),
            new OrderFollowUp(steps, invoices, services, mutation.Limits, clock),
            new OrderCancelling(steps, services, mutation.Limits, clock),
            new AcceptanceCheck(steps, sourcing, clock),
            new ReportSending(steps, new NoChannels(), mutation.Limits, clock));
        OrchestrationHost host = new(world.Wire, process, hub, mutation.Orchestrator, (name, input) => ActAsync(activities, name, input));
        handler = mutation.Handler(new OrderMessageMerger(
            numbers, updates, new OrderAfterMerge(join, invoices, signals, mutation.Limits, clock), exchanges, mutation.Limits));
        MessageProcessor processor = new(
            inbox, new MessageClaimStore(storage.Tables), mutation.Readers(PushEntrance.Readers), handler, clock);
        ExchangeErasure exchangeErasure = new(storage.Tables, storage.Blobs);
        MessageErasure pushErasure = new(storage.Tables, storage.Blobs);
        NotificationTriggers pushes = new(
            processor, new LateErasure(inbox, pushErasure, exchangeErasure, numbers, store, clock), new MessageSweep(inbox, queue, clock), PushEntrance.Metrics, NullLogger<NotificationTriggers>.Instance);
        OrderTriggers orders = new(
            new OrderInstanceKeeper(store), new OrderSweep(store, signals, numbers, inbox, parked, clock), NullLogger<OrderTriggers>.Instance);
        entrance = new PushEntrance(inbox, clock);
        intake = new OrderIntake(
            mutation.Requests(new IdempotencyKeyStore(storage.Tables)), store, numbers, learned, signals,
            new CatalogStore(new CatalogTables(storage.Tables)),
            new IntakeTerms { Currencies = house.Accounts, TimeZones = [DistributorDesk.Zone] }, clock);

        OrderUpdater changes = new(mutation.Commands(store), clock);
        commands = new OrderCommandHandler(changes, signals);
        erasure = new PersonalDataErasure(
            changes, store, new OrderErasure(storage.Tables, storage.Blobs), exchanges, exchangeErasure, pushErasure,
            new MessagesOfOrder(inbox, PushEntrance.Readers, numbers, store), new OrderDocumentStore(storage.Blobs), clock);

        host.Start();
        On<MessageRequest>(StorageNames.NotificationsQueue, message => pushes.HandleAsync(message, CancellationToken.None));
        On<MessageRequest>(StorageNames.NotificationsPoisonQueue, message => pushes.SetAsideAsync(message, CancellationToken.None));
        On<OrderSignal>(StorageNames.OrderSignalsQueue, message => orders.WakeAsync(message, host.Client, CancellationToken.None));
        On<OrderSignal>(StorageNames.OrderSignalsPoisonQueue, orders.SetAsideAsync);
        Every(TimeSpan.FromSeconds(40), () => pushes.SweepAsync(null!, CancellationToken.None));
        if (mutation.Sweeps)
        {
            Every(TimeSpan.FromSeconds(10), () => orders.SweepAsync(null!, CancellationToken.None));
        }

        void On<T>(string name, Func<T, Task> function) => new QueueHost(
            world, process, storage.Queues, name,
            text => function(JsonSerializer.Deserialize<T>(Convert.FromBase64String(text), PipelineComposition.WireJson)!)).Start();

        void Every(TimeSpan first, Func<Task> function) => new TimerHost(process, first, TimeSpan.FromMinutes(1), function).Start();
    }

    /// <summary>Receives a push as the endpoint does.</summary>
    /// <returns>The status, and our id where the sender is told one.</returns>
    public Task<(int Status, string? Id)> ReceiveAsync(byte[] body) => entrance.ReceiveAsync(body);

    /// <summary>Handles a message that has been received and read.</summary>
    /// <returns>Whether an order took it.</returns>
    public async Task<bool> HandleAsync(PushedMessage notification, OrderMessage message) =>
        (await handler.HandleAsync(notification, new MessageReading { Outcome = ReadingOutcome.Message, Messages = [message] }, CancellationToken.None))
            .UnknownNumbers.Count == 0;

    /// <summary>Lets orders go to a distributor again, as the endpoint does.</summary>
    public Task ResumeAsync(string distributor) => choosing.ResumeAsync(distributor, CancellationToken.None);

    /// <summary>Takes an order in, as the endpoint does.</summary>
    public Task<IntakeResult> PlaceAsync(OrderRequest request, string key) => intake.PlaceAsync(request, key, CancellationToken.None);

    /// <summary>Carries out an operator's command, as the endpoint does.</summary>
    public Task<CommandResult> CommandAsync(OperatorStep step, string orderId, string by) => step switch
    {
        OperatorStep.Cancel => commands.CancelAsync(orderId, by, CancellationToken.None),
        OperatorStep.Release => commands.ReleaseAsync(orderId, by, CancellationToken.None),
        OperatorStep.Retry => commands.RetryAsync(orderId, by, CancellationToken.None),
        _ => erasure.EraseAsync(orderId, by, CancellationToken.None),
    };

    private static async Task<string?> ActAsync(OrderActivities activities, string name, string input)
    {
        switch (name)
        {
            case OrderActivities.Review:
                return JsonSerializer.Serialize(await activities.ReviewAsync(Only<string>(input), CancellationToken.None), PipelineComposition.WireJson);
            case OrderActivities.Source:
                await activities.SourceAsync(Only<OrderTask>(input), CancellationToken.None);
                return null;
            case OrderActivities.AskPrices:
                await activities.AskPricesAsync(Only<OrderTask>(input), CancellationToken.None);
                return null;
            case OrderActivities.Place:
                await activities.PlaceAsync(Only<OrderTask>(input), CancellationToken.None);
                return null;
            case OrderActivities.AskAbout:
                await activities.AskAboutAsync(Only<OrderTask>(input), CancellationToken.None);
                return null;
            default:
                throw new InvalidOperationException($"There is no activity {name}.");
        }
    }

    private static T Only<T>(string arguments) => JsonSerializer.Deserialize<T[]>(arguments, PipelineComposition.WireJson)!.Single();
}
