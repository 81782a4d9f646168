using Pipeline.Core.ErrorGroups;
using Pipeline.Core.ErrorGroups.Sources;
using Pipeline.Core.Issues;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sales;
using Pipeline.Core.Tests.Orders.Life;
using Pipeline.TestSupport;

namespace Pipeline.Core.Tests.ErrorGroups;

/// <summary>An order's change and its report, cut before or after any call of a port.</summary>
public sealed class WatchedOrdersTests
{
    private readonly TestClock clock = new();
    private readonly Cuts cuts = new();
    private readonly MemoryErrorStore errors = new();
    private readonly OrdersInMemory stored;
    private readonly MemoryErrorNotes notes;
    private readonly WatchedOrders orders;

    public WatchedOrdersTests()
    {
        stored = new OrdersInMemory(cuts);
        notes = new MemoryErrorNotes(cuts);
        orders = new WatchedOrders(stored, new CutReporter(cuts, new ErrorReporter(errors, clock)), notes);
    }

    public static TheoryData<int, bool> Cut
    {
        get
        {
            TheoryData<int, bool> points = [];
            for (int call = 1; call <= 5; call++)
            {
                points.Add(call, false);
                points.Add(call, true);
            }

            return points;
        }
    }

    [Theory]
    [MemberData(nameof(Cut))]
    public async Task An_order_that_is_blocked_is_a_group_after_the_sweep_whatever_was_cut(int call, bool after)
    {
        stored.Put(Order());

        await ChangeAsync(call, after, Blocked);
        await SweepAsync();

        bool isBlocked = stored.Only.Order.Obstacles is not null;
        Assert.Equal(isBlocked ? 1 : 0, (await errors.ListAsync(isClosed: false, default)).Count);
        Assert.Empty(await notes.ListAsync(default, default));
    }

    [Theory]
    [MemberData(nameof(Cut))]
    public async Task An_order_that_goes_on_closes_its_group_after_the_sweep_whatever_was_cut(int call, bool after)
    {
        stored.Put(Order());
        await ChangeAsync(null, false, Blocked);
        clock.Advance(TimeSpan.FromMinutes(1));

        await ChangeAsync(call, after, static record => record with { Order = record.Order with { BlockedReason = null } });
        await SweepAsync();

        bool isBlocked = stored.Only.Order.Obstacles is not null;
        Assert.Equal(isBlocked ? 1 : 0, (await errors.ListAsync(isClosed: false, default)).Count);
    }

    [Fact]
    public async Task A_change_that_says_nothing_new_of_an_order_costs_nothing()
    {
        stored.Put(Order());

        await ChangeAsync(null, false, static record => record with { IsReleased = true });

        Assert.Equal(0, errors.Calls);
        Assert.Equal(2, cuts.Calls);
    }

    private static OrderRecord Blocked(OrderRecord record) => record with
    {
        Order = record.Order with { BlockedReason = "blocked", Obstacles = [new Issue(IssueCodes.AddressMissing, null, null)] },
    };

    private OrderRecord Order() => new()
    {
        Order = new SalesOrder
        {
            OrderId = "o1",
            Source = OrderSource.Api,
            ShipTo = new DeliveryAddress { Name = "Shop", Street = ["1 Street"], PostalCode = "75001", City = "Paris", CountryCode = "FR" },
            Lines = [new SalesOrderLine { LineNumber = new LineNumber(1), Distributor = "acme", Sku = "A", Quantity = 1 }],
        },
        ReceivedAt = clock.GetUtcNow(),
        ChangedAt = clock.GetUtcNow(),
    };

    private async Task ChangeAsync(int? call, bool after, Func<OrderRecord, OrderRecord> with)
    {
        cuts.Reset();
        (cuts.At, cuts.After) = (call, after);
        try
        {
            _ = await new OrderUpdater(orders, clock).UpdateAsync("o1", change => change.Record = with(change.Record), default);
        }
        catch (CutException)
        {
            // The process ends here.
        }

        cuts.At = null;
    }

    private async Task SweepAsync()
    {
        ErrorTruth truth = new(null!, null!, stored, null!, null!, null!, new ErrorReporter(errors, clock), new MessagePatience(TimeSpan.FromDays(1)), clock);
        foreach (ErrorNote note in await notes.ListAsync(default, default))
        {
            Assert.True(await truth.TellAsync(note.Subject, default));
            await notes.RemoveAsync(note, default);
        }
    }

    private sealed class CutReporter(Cuts cuts, IErrorReporter inner) : IErrorReporter
    {
        public Task ReportAsync(ErrorReport report, CancellationToken cancellationToken) => cuts.AroundAsync(async () =>
        {
            await inner.ReportAsync(report, cancellationToken);
            return true;
        });
    }
}
