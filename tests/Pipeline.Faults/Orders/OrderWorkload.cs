using Pipeline.Faults.Hosting.Hub;
using Pipeline.Faults.Ledgers;
using Pipeline.Faults.Storage;
using Pipeline.Faults.Storage.Tables;
using Pipeline.Faults.Time;
using Pipeline.Faults.Worlds;
using Pipeline.Storage;
using Pipeline.Storage.Orders;

namespace Pipeline.Faults.Orders;

/// <summary>The life of orders: taken in, sourced, priced, placed, inquired about, joined with their messages, until they end.</summary>
/// <param name="day">What customers order and how the distributor behaves.</param>
/// <param name="mutation">What is broken on purpose.</param>
public sealed class OrderWorkload(OrderDay day, OrderMutation mutation) : IWorkload
{
    private static readonly string[] Over =
        ["complete", "rejected", "cancelled", "blocked"];

    private static readonly string[] Queues =
    [
        StorageNames.NotificationsQueue, StorageNames.NotificationsPoisonQueue, StorageNames.OrderSignalsQueue,
        StorageNames.OrderSignalsPoisonQueue,
    ];

    private readonly TaskHub hub = new(day.InstancesOutlive, day.DoubledActivities);
    private MessagePost post = null!;
    private DistributorDesk desk = null!;
    private Customers customers = null!;
    private Operators operators = null!;
    private OrderApp? app;

    /// <inheritdoc />
    public void Begin(World world)
    {
        post = new MessagePost(world, day, () => Reachable(world));
        desk = new DistributorDesk(world, day, post);
        customers = new Customers(world, day, () => Reachable(world));
        operators = new Operators(world, day, customers, desk, () => Reachable(world));
        customers.Begin();
        operators.Begin();
    }

    /// <inheritdoc />
    public void Start(World world, Incarnation process, StorageClients storage) =>
        app = new OrderApp(world, process, storage, desk, hub, mutation);

    /// <inheritdoc />
    public bool IsSettled(World world) => WhatWaits(world) is null;

    /// <inheritdoc />
    public async Task AuditAsync(World world, StorageClients storage, Ledger ledger)
    {
        // What the last minutes have brought may be under way; a run that never settled says here why.
        string? waiting = world.Simulation.Now - Simulation.Start < World.Limit ? null : WhatWaits(world);
        ledger.Check(waiting is null, "nothing waits", waiting ?? string.Empty);
        ledger.Check(hub.Failures.Count == 0, "no orchestration fails", string.Join("; ", hub.Failures));
        ledger.Count("turns", hub.Turns);
        await new OrderAudit(day, customers, operators, desk, post, storage, ledger).RunAsync();
    }

    private OrderApp? Reachable(World world) => world.Process.IsAlive ? app : null;

    private string? WhatWaits(World world) =>
        !customers.IsDone ? "a customer waits for an answer"
        : !operators.IsDone ? "an operator waits for an answer"
        : !desk.IsDone ? "the distributor has not come to an end"
        : Array.Find(Queues, name => world.Account.Queues.Count(name) > 0) is { } queue ? $"a message waits in {queue}"
        : world.Account.Tables.Find(StorageNames.NotificationsTable)?.Rows("arrivals").Any() is true ? "a push waits to be handled"
        : WhatWaits(world.Account.Tables.Find(StorageNames.OrderListTable)!) ?? WhoGoesOn(world);

    // The list may be behind what an operator has let go or cancelled: the record says so, until the sweep has mended the list.
    private string? WhoGoesOn(World world)
    {
        StorageClients storage = world.Account.Direct();
        HashSet<string> pointers = [.. world.Account.Tables.Find(StorageNames.OrderListTable)!.Rows("open").Select(static row => row.RowKey)];
        using OrderStore store = new(storage.Tables, storage.Blobs, TimeProvider.System);
        return operators.Answers.Select(static answer => answer.Result.Record!.Order.OrderId).Distinct()
            .FirstOrDefault(orderId => store.FindAsync(orderId, CancellationToken.None).GetAwaiter().GetResult()!.Record switch
            {
                { IsEnded: true } => pointers.Contains(orderId),
                { Order.BlockedReason: null } => true,
                _ => false,
            });
    }

    // Blocked orders keep their pointer, so that somebody looks at them again; no others may have one.
    private static string? WhatWaits(SimulatedTable list)
    {
        string[] states = [.. list.Rows("all").Select(static row => (string)row["State"]!)];
        int pointers = list.Rows("open").Count();
        return Array.Find(states, state => Array.IndexOf(Over, state) < 0) is { } state ? $"an order is {state}"
            : states.Count(static state => state == "blocked") != pointers ? $"{pointers} orders are looked after"
            : null;
    }
}
