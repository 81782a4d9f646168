using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sales;
using Pipeline.Core.Reconciliation;
using Pipeline.Simulators.Intcomex.Faults;
using Pipeline.Simulators.Intcomex.Orders;

namespace Pipeline.Simulators.Tests.Intcomex;

/// <summary>Orders of ours beside the list of the service that refuses what the reference does not allow.</summary>
public sealed class ReconciliationTests : IAsyncLifetime
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Panama");
    private readonly List<OwnPurchase> ours = [];
    private ConnectorStage stage = null!;

    public async Task InitializeAsync()
    {
        stage = await ConnectorStage.StartAsync();
        stage.Simulator.Pace = OrderPace.Each(TimeSpan.FromDays(30));
    }

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Fact]
    public async Task Orders_that_nobody_touched_agree_whether_open_invoiced_or_cancelled()
    {
        await PlaceAsync("OPEN");
        _ = stage.Simulator.Orders.Move(await PlaceAsync("INVOICED"), 5);
        _ = stage.Simulator.Orders.Move(await PlaceAsync("DELIVERED"), 5);
        _ = stage.Simulator.Orders.Move("DELIVERED", 7);

        Assert.Empty(await CompareAsync());
    }

    [Fact]
    public async Task Each_of_the_eight_differences_is_found()
    {
        OrderBook book = stage.Simulator.Orders;
        await PlaceAsync("FINE");
        await PlaceAsync("STRANGE");
        ours.RemoveAt(1);
        Assert.True(book.Remove(await PlaceAsync("MISSING")));
        _ = book.Change(await PlaceAsync("AMOUNT"), static order => order with { ShippingFee = 9 });
        _ = book.Change(await PlaceAsync("LINE"), static order => order with { Lines = [order.Lines[0] with { Quantity = 1 }, order.Lines[1]] });
        _ = book.Move(await PlaceAsync("CANCELLED"), OrderBook.Cancelled);
        _ = book.Move(await PlaceAsync("INVOICE"), 5);
        _ = book.Change("INVOICE", static order => order with { InvoiceNumber = null });
        _ = book.Move(await PlaceAsync("SERIALS"), 5);
        _ = book.Change("SERIALS", static order => order with { SerialNumbers = [.. order.SerialNumbers.Skip(1)] });
        _ = book.Change(await PlaceAsync("HELD"), static order => order with { OnHold = true });
        stage.Clock.Advance(TimeSpan.FromHours(2));

        string[] found = await CompareAsync();

        Assert.Equal(
            [
                "AMOUNT AMOUNT_DIFFERS after 0", "CANCELLED CANCELLED_ONE_SIDE after 0", "HELD HOLD_LONG after 24", "INVOICE INVOICE_MISSING after 48",
                "LINE AMOUNT_DIFFERS after 0", "LINE LINE_DIFFERS after 0", "MISSING MISSING_THERE after 0", "SERIALS SERIALS_SHORT after 0",
                "STRANGE MISSING_HERE after 0",
            ],
            found);
        Assert.Equal("getorders", stage.Operations.Last());
    }

    [Theory]
    [InlineData(IwsFault.UnregisteredAddress, "CALLER_NOT_REGISTERED")]
    public async Task A_list_that_does_not_come_is_a_problem(IwsFault fault, string code)
    {
        stage.Simulator.Faults.Set(new IwsFaultSwitch(fault));

        OrderListingResult listed = await stage.Distributor.OrderListing().ListAsync(Today(), [], default);

        Assert.Equal((code, 0), (listed.Problem?.Code, listed.Orders.Count));
    }

    private async Task<string> PlaceAsync(string number)
    {
        OrderCreate order = ConnectorStage.Order(number, ("NB101ZTR01", 2), ("AC909LUM02", 5));
        OrderPlacement placed = await stage.Orders.CreateOrderAsync(order, default);
        Assert.Equal(PlacementOutcome.Acknowledged, placed.Outcome);
        PurchaseOrder purchase = new PurchaseOrder
        {
            Number = order.PurchaseOrderNumber,
            Distributor = stage.Distributor.Code,
            Currency = order.Currency,
            Phase = PurchasePhase.Acknowledged,
            Lines = [.. order.Lines.Select(static line => new PurchaseOrderLine { LineNumber = line.LineNumber, Sku = line.Sku, Quantity = line.Quantity, UnitPrice = line.UnitPrice })],
        }.Apply(placed.Acknowledgement!.Response!).Value;
        OrderRecord record = new()
        {
            Order = new SalesOrder { OrderId = number, Source = OrderSource.Api, Lines = [], PurchaseOrders = [purchase] },
            ReceivedAt = stage.Clock.GetUtcNow(),
            ChangedAt = stage.Clock.GetUtcNow(),
            Attempts = [new PurchaseAttempt { Number = purchase.Number, Sends = 1, SendingAt = stage.Clock.GetUtcNow() }],
        };
        ours.Add(OwnPurchase.Of(record, purchase, Zone));
        return number;
    }

    /// <summary>Number, kind and hours until it counts, of all that differs today.</summary>
    private async Task<string[]> CompareAsync()
    {
        OrderListingResult listed = await stage.Distributor.OrderListing().ListAsync(Today(), [], default);
        Assert.Null(listed.Problem);
        ILookup<string?, ListedOrder> theirs = listed.Orders.ToLookup(static order => order.PurchaseOrderNumber);
        return
        [
            .. ours.Select(own => (Own: (OwnPurchase?)own, Theirs: theirs[own.Number.Value].ToList()))
                .Concat(theirs.Where(orders => ours.TrueForAll(own => own.Number.Value != orders.Key)).Select(static orders => (Own: (OwnPurchase?)null, Theirs: orders.ToList())))
                .SelectMany(pair => OrderComparison.Compare(pair.Own, pair.Theirs, SerialArticles.None, stage.Distributor.Reconciliation!, stage.Clock.GetUtcNow()))
                .Select(static difference => $"{difference.PurchaseOrderNumber} {difference.Kind} after {difference.After.TotalHours}")
                .Order(StringComparer.Ordinal),
        ];
    }

    private DateOnly Today() => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(stage.Clock.GetUtcNow(), Zone).DateTime);
}
