using Pipeline.Core.Currencies;
using Pipeline.Core.Notifications;
using Pipeline.Core.Orders.Intake;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Sales;
using Pipeline.Faults.Hosting.Hub;
using Pipeline.Faults.Ledgers;
using Pipeline.Faults.Orders;
using Pipeline.Faults.Storage;
using Pipeline.Faults.Time;
using Pipeline.Faults.Worlds;
using Pipeline.Storage;

namespace Pipeline.Faults.Sourcing;

/// <summary>Orders of a product that two distributors have: chosen, promised, placed, refused, rejected, asked of the next.</summary>
/// <param name="day">What is ordered and how the distributors behave.</param>
/// <param name="mutation">What is broken on purpose.</param>
public sealed class SourcingWorkload(SourcingDay day, OrderMutation mutation) : IWorkload
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private static readonly string[] Over = ["confirmed", "rejected", "blocked"];
    private static readonly string[] Queues = [StorageNames.OrderSignalsQueue, StorageNames.OrderSignalsPoisonQueue];

    private readonly TaskHub hub = new(day.InstancesOutlive, day.DoubledActivities);
    private readonly Dictionary<string, string> ids = new(StringComparer.Ordinal);
    private SourcingDesk[] desks = [];
    private OrderApp? app;
    private int open;
    private int messages;

    /// <inheritdoc />
    public void Begin(World world)
    {
        desks = [.. new[] { SourcingDay.Near, SourcingDay.Far }.Select(code => new SourcingDesk(world, day, code, (from, message) => Tell(world, from, message)))];
        foreach (SourcingOrder order in day.Orders)
        {
            Repeat(world, order.At, async reached =>
            {
                ids[order.Reference] = (await reached.PlaceAsync(RequestOf(order), order.Reference)).OrderId!;
                return true;
            });
            Repeat(world, SourcingDay.ClerkAt + Patience, async reached =>
                (await reached.CommandAsync(OperatorStep.Retry, ids[order.Reference], "clerk")).Outcome is not Core.Orders.Commands.CommandOutcome.Unknown);
        }

        foreach (SourcingDesk desk in desks)
        {
            world.Simulation.After(SourcingDay.ClerkAt, desk.Pay);
            Repeat(world, SourcingDay.ClerkAt, async reached =>
            {
                await reached.ResumeAsync(desk.Code);
                return true;
            });
        }
    }

    /// <inheritdoc />
    public void Start(World world, Incarnation process, StorageClients storage)
    {
        Dictionary<string, string> accounts = new(StringComparer.Ordinal) { [SourcingDay.Near] = "EUR", [SourcingDay.Far] = "USD" };
        DateOnly rateDay = DateOnly.FromDateTime(Simulation.Start.UtcDateTime).AddDays(-day.RateAgeDays);
        app = new OrderApp(world, process, storage, hub, mutation, new OrderHouse(
            _ => new TwoDistributors(desks.ToDictionary(static desk => desk.Code, desk => mutation.Services(new ReachedDesk(world, process, desk)))),
            new Shelf(day),
            new CurrencyTerms { Rates = [new CurrencyRate("USD", 1.10m, rateDay, CurrencyRate.FromSettings)] },
            accounts));
    }

    /// <inheritdoc />
    public bool IsSettled(World world) => open == 0
        && Array.TrueForAll(Queues, name => world.Account.Queues.Count(name) == 0)
        && world.Account.Tables.Find(StorageNames.OrderListTable) is { } list
        && list.Rows("all").Count() == day.Orders.Count
        && list.Rows("all").All(static row => Array.IndexOf(Over, (string)row["State"]!) >= 0);

    /// <inheritdoc />
    public async Task AuditAsync(World world, StorageClients storage, Ledger ledger)
    {
        ledger.Check(hub.Failures.Count == 0, "no orchestration fails", string.Join("; ", hub.Failures));
        await new SourcingAudit(day, desks, ids, storage, ledger).RunAsync();
        ledger.Count("messages", messages);
    }

    private static OrderRequest RequestOf(SourcingOrder order) => new()
    {
        Source = OrderSource.Api,
        ShipTo = new DeliveryAddress { Name = "Exemple SARL", Street = ["1 rue du Test"], PostalCode = "75001", City = "Paris", CountryCode = "FR" },
        EndUserReference = order.Reference,
        ShipComplete = true,
        Lines = [new SalesOrderLine { LineNumber = new LineNumber(1), Gtin = Shelf.Gtin, Quantity = order.Quantity }],
    };

    private void Tell(World world, string distributor, OrderMessage message)
    {
        messages++;
        PushedMessage notification = new()
        {
            Id = Guid.CreateVersion7(world.Simulation.Now).ToString("N"), Distributor = distributor, ReceivedAt = world.Simulation.Now, Sha256 = "00", SizeBytes = 1,
        };
        Repeat(world, TimeSpan.Zero, reached => reached.HandleAsync(notification, message));
    }

    /// <summary>Asks something of the life that can be reached, again until it is done.</summary>
    private void Repeat(World world, TimeSpan after, Func<OrderApp, Task<bool>> ask)
    {
        open++;
        world.Simulation.After(after, () => Try(world, ask));
    }

    private void Try(World world, Func<OrderApp, Task<bool>> ask)
    {
        bool isOver = false;
        if (world.Process.IsAlive && app is { } reached)
        {
            world.Process.Run(async () =>
            {
                if (await ask(reached) && !isOver)
                {
                    isOver = true;
                    open--;
                }
            });
        }

        world.Simulation.After(Patience, () =>
        {
            if (!isOver)
            {
                isOver = true;
                Try(world, ask);
            }
        });
    }
}
