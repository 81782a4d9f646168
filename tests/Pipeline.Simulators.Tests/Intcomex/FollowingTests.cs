using Pipeline.Core.Catalog;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Following;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Progress;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Simulators.Intcomex.Faults;

namespace Pipeline.Simulators.Tests.Intcomex;

/// <summary>Orders that are asked about at the strict service until nothing more is to be learnt; each state there lasts two seconds.</summary>
public sealed class FollowingTests : IAsyncLifetime
{
    private ConnectorStage stage = null!;
    private PurchaseOrder order = null!;

    public async Task InitializeAsync() => stage = await ConnectorStage.StartAsync();

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Fact]
    public async Task An_order_is_followed_from_the_receipt_to_the_delivery()
    {
        await PlaceAsync(("NB101ZTR01", 2));
        List<string> states = [Shown()];
        FollowAnswer answer;
        do
        {
            answer = await FollowAsync();
            states.Add(Shown());
            stage.Clock.Advance(TimeSpan.FromSeconds(2));
        }
        while (!answer.IsOver && states.Count < 20);

        Assert.Equal(["Confirmed: ", "Confirmed: Open", "Confirmed: In process", "Confirmed: Ready to deliver", "Complete: Invoiced/Closed", "Complete: Delivered"], states);
        LineProgress line = Assert.Single(order.Progress().Lines);
        Assert.Equal((2, 2, 2), (line.Shipped, line.Invoiced, line.SerialNumbers.Count));
        InvoiceProgress invoice = Assert.Single(order.Progress().Invoices);
        Assert.Equal(("500921", "USD", stage.Simulator.Orders.All[0].Total), (invoice.InvoiceNumber, invoice.Currency, invoice.Due));
        Assert.Empty(order.Progress().Findings);
        Assert.Single(stage.Operations, static operation => operation == "getinvoice");
    }

    [Fact]
    public async Task While_nothing_moves_the_status_alone_is_asked_for()
    {
        await PlaceAsync(("NB101ZTR01", 2));
        stage.Clock.Advance(TimeSpan.FromSeconds(2));
        await FollowAsync();
        FollowAnswer second = await FollowAsync();
        stage.Clock.Advance(TimeSpan.FromSeconds(2));
        await FollowAsync();

        Assert.Empty(second.Messages);
        Assert.Equal(["getorder", "getorderstatus", "getorderstatus", "getorder"], stage.Operations.Skip(2));
        Assert.All(stage.Exchanges.Skip(2), static exchange => Assert.Equal("PWEB1", exchange.Subject));
    }

    [Theory]
    [InlineData(IwsFault.IntegerStatusCode)]
    [InlineData(IwsFault.FlatStatus)]
    public async Task A_status_of_another_form_is_the_same(IwsFault fault)
    {
        await PlaceAsync(("NB101ZTR01", 2));
        stage.Simulator.Orders.Move("PWEB1", 2);
        await FollowAsync();
        stage.Simulator.Faults.Set(new IwsFaultSwitch(fault));

        Assert.Empty((await FollowAsync()).Messages);
        stage.Simulator.Orders.Move("PWEB1", 4);
        await FollowAsync();

        Assert.Equal("4", Known().StatusCode);
    }

    [Fact]
    public async Task The_invoice_is_asked_for_again_until_it_is_there()
    {
        stage.Simulator.Faults.Set(new IwsFaultSwitch(IwsFault.InvoiceMissing) { Count = 2 });
        await PlaceAsync(("NB101ZTR01", 2));
        stage.Simulator.Orders.Move("PWEB1", 5);
        stage.Simulator.Orders.Move("PWEB1", 7);

        FollowAnswer[] answers = [await FollowAsync(), await FollowAsync(), await FollowAsync()];

        Assert.All(answers, static answer => Assert.Equal((null, true), (answer.Problem, answer.IsInvoiced)));
        Assert.Equal([false, false, true], answers.Select(static answer => answer.IsOver));
        Assert.Equal(OrderState.Complete, order.Progress().State);
    }

    [Fact]
    public async Task A_back_order_stays_one_while_the_state_is_not_known()
    {
        await PlaceAsync(("NB101ZTR01", 2));
        stage.Simulator.Orders.Move("PWEB1", 3);
        await FollowAsync();
        Assert.Equal(LineState.BackOrdered, order.Progress().Lines[0].State);

        stage.Simulator.Faults.Set(new IwsFaultSwitch(IwsFault.UnknownStatus));
        await FollowAsync();
        Assert.Equal((LineState.BackOrdered, "STATUS_UNKNOWN"), (order.Progress().Lines[0].State, Assert.Single(order.Progress().Findings).Code));

        stage.Simulator.Faults.Clear();
        stage.Simulator.Orders.Move("PWEB1", 2);
        await FollowAsync();
        Assert.Equal((LineState.Confirmed, 0), (order.Progress().Lines[0].State, order.Progress().Findings.Count));
    }

    [Fact]
    public async Task An_order_on_hold_is_not_confirmed_before_it_is_released()
    {
        stage.Simulator.Faults.Set(new IwsFaultSwitch(IwsFault.OrderOnHold));
        await PlaceAsync(("NB101ZTR01", 2));
        await FollowAsync();
        Assert.Equal((OrderState.Placed, true, "MGNO Credit review"), (order.Progress().State, order.Progress().IsOnHold, order.Progress().StatusText));

        stage.Simulator.Orders.Release("PWEB1");
        await FollowAsync();

        Assert.Equal((OrderState.Confirmed, false), (order.Progress().State, order.Progress().IsOnHold));
        Assert.DoesNotContain("getorderstatus", stage.Operations);
    }

    [Fact]
    public async Task What_is_downloaded_is_asked_for_as_an_order_and_has_left_with_its_invoice()
    {
        await PlaceAsync(("SF505ORV01", 3));
        foreach (int state in new[] { 2, 4 })
        {
            stage.Simulator.Orders.Move("PWEB1", state);
            await FollowAsync();
            await FollowAsync();
        }

        stage.Simulator.Orders.Move("PWEB1", 5);
        await FollowAsync();

        Assert.Equal((3, 3), (order.Progress().Lines[0].Shipped, order.Progress().Lines[0].Invoiced));
        Assert.DoesNotContain("getorderstatus", stage.Operations);
    }

    [Fact]
    public async Task An_order_that_is_cancelled_there_is_over()
    {
        stage.Simulator.Faults.Set(new IwsFaultSwitch(IwsFault.OrderRejected));
        await PlaceAsync(("NB101ZTR01", 2));
        stage.Clock.Advance(TimeSpan.FromSeconds(2));

        FollowAnswer answer = await FollowAsync();

        Assert.Equal((true, OrderState.Cancelled), (answer.IsOver, order.Progress().State));
    }

    [Theory]
    [InlineData("getorder", IwsFault.UnregisteredAddress, "CALLER_NOT_REGISTERED")]
    [InlineData("getinvoice", IwsFault.UnregisteredAddress, "CALLER_NOT_REGISTERED")]
    public async Task What_is_not_answered_is_a_problem_and_the_rest_counts(string operation, IwsFault fault, string code)
    {
        await PlaceAsync(("NB101ZTR01", 2));
        stage.Simulator.Orders.Move("PWEB1", 5);
        stage.Simulator.Faults.Set(new IwsFaultSwitch(fault) { On = operation });

        FollowAnswer answer = await FollowAsync();

        Assert.Equal((code, operation == "getinvoice", false), (answer.Problem!.Issue.Code, answer.Messages.Count > 0, answer.IsOver));
    }

    /// <summary>Places an order and merges what is confirmed at once, as the life cycle does.</summary>
    private async Task PlaceAsync(params (string Sku, int Quantity)[] lines)
    {
        OrderPlacement placed = await stage.Orders.CreateOrderAsync(ConnectorStage.Order("PWEB1", lines), CancellationToken.None);
        Assert.Equal(PlacementOutcome.Acknowledged, placed.Outcome);
        order = new PurchaseOrder
        {
            Number = PurchaseOrderNumber.Parse("PWEB1"),
            Distributor = "intcomex",
            Currency = "USD",
            Phase = PurchasePhase.Acknowledged,
            Lines = [.. lines.Select(static (line, index) => new PurchaseOrderLine
            {
                LineNumber = new LineNumber(index + 1), Sku = DistributorSku.Parse(line.Sku), Quantity = line.Quantity, UnitPrice = 574.5m,
            })],
        };
        if (placed.Acknowledgement!.Response is { } response)
        {
            order = order.Apply(response).Value;
        }
    }

    private async Task<FollowAnswer> FollowAsync()
    {
        FollowAnswer answer = await ((IOrderFollowing)stage.Orders).FollowAsync(order, CancellationToken.None);
        order = answer.Messages.Aggregate(order, static (known, said) => known.Apply(said.Message).Value);
        Assert.All(answer.Messages, static said => Assert.NotNull(said.ExchangeId));
        stage.Clock.Advance(TimeSpan.FromTicks(1));
        return answer;
    }

    private OrderStatus Known() => order.Documents.Messages.OfType<OrderStatus>().Single();

    private string Shown() => $"{order.Progress().State}: {order.Progress().StatusText?.Split(',')[0]}";
}
