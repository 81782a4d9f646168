using Pipeline.Core.Messages;
using Pipeline.Core.Orders.Intake;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Sales;
using Pipeline.Faults.Worlds;

namespace Pipeline.Faults.Orders;

/// <summary>The customers: each places its order until it hears an answer, with one idempotency key, and keeps the answers.</summary>
/// <param name="world">The world.</param>
/// <param name="day">What they order.</param>
/// <param name="app">The life that can be reached, or null when none can.</param>
public sealed class Customers(World world, OrderDay day, Func<OrderApp?> app)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly List<(CustomerOrder Order, IntakeResult Answer)> answers = [];
    private int open;

    /// <summary>Answers heard, repetitions included.</summary>
    public IReadOnlyList<(CustomerOrder Order, IntakeResult Answer)> Answers => answers;

    /// <summary>Whether each has heard an answer each time.</summary>
    public bool IsDone => open == 0;

    /// <summary>Plans the day.</summary>
    public void Begin()
    {
        foreach (CustomerOrder order in day.Orders)
        {
            Plan(order, order.At);
            if (order.AgainAt is { } again)
            {
                Plan(order, again);
            }
        }
    }

    private void Plan(CustomerOrder order, TimeSpan at)
    {
        open++;
        world.Simulation.After(at, () => Place(order));
    }

    private void Place(CustomerOrder order)
    {
        bool isOver = false;
        if (app() is { } reached)
        {
            world.Process.Run(async () =>
            {
                IntakeResult answer = await reached.PlaceAsync(RequestOf(order), order.Reference);
                answers.Add((order, answer));
                if (!isOver)
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
                Place(order);
            }
        });
    }

    private static OrderRequest RequestOf(CustomerOrder order) => new()
    {
        Source = OrderSource.Api,
        ShipTo = new DeliveryAddress
        {
            Name = "Exemple SARL", Street = ["1 rue du Test"], PostalCode = "75001", City = "Paris", CountryCode = "FR",
        },
        EndUserReference = order.Reference,
        Lines =
        [
            .. order.Quantities.Select((quantity, index) => new SalesOrderLine
            {
                LineNumber = new LineNumber(index + 1),
                Sku = order.Fate switch
                {
                    OrderFate.Unlisted => null,
                    OrderFate.TooDear => ConnectedDistributor.DearSku,
                    _ => index == 0 ? "7100231" : "7100487",
                },
                Gtin = order.Fate is OrderFate.Unlisted ? "2007100230014" : null,
                Quantity = quantity,
                MaxUnitPrice = 50,
            }),
        ],
    };
}
