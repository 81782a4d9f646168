using Pipeline.Core.Exchanges;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Notifications.Inbox;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Messages;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Messages.Reading;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Tests.Orders.Life;

public sealed class OrderMessageMergerTests
{
    private static readonly string Number = PurchaseOrderNumber.Derive(AHouse.Id, 1).Value;
    private readonly AHouse house = new();

    private static OrderMessage[] Story =>
    [
        AnOrder.Response(1, "8001", AnOrder.Answer(1, 10, "A", 2, 2, 0)) with { PurchaseOrderNumber = Number },
        AnOrder.Status(2, OrderStatusCode.Released, AnOrder.StatusLine(10, "A", 2, 0, 0)) with { PurchaseOrderNumber = Number },
        AnOrder.Advice(5, "D1", AnOrder.Carton(10, "A", 1, "T1", "S1"), AnOrder.Carton(10, "A", 1, "T2", "S2")) with
        {
            PurchaseOrderNumber = Number, DespatchDate = new DateOnly(2026, 3, 11),
        },
        AnOrder.Bill(6, "I1", AnOrder.Billed("001", "A", 2, 10.50m)) with
        {
            PurchaseOrderNumbers = [Number], Date = new DateOnly(2026, 3, 12), Vat = [new VatAmount(20, 21, 4.20m)],
            Totals = new InvoiceTotals { Due = 25.20m },
        },
    ];

    [Fact]
    public async Task The_messages_of_an_order_bring_it_to_its_end_and_each_has_an_entry_with_its_exchange()
    {
        await PlacedAsync();
        foreach ((OrderMessage message, int i) in Story.Select((message, i) => (message, i)))
        {
            MessageOutcome outcome = await house.Notifications.HandleAsync(Push($"n{i}"), Reading(message), default);
            Assert.Empty(outcome.UnknownNumbers);
        }

        Assert.Equal(OrderState.Complete, house.Record.State);
        Assert.Equal(NextStep.End, (await house.RunAsync()).Step);
        Assert.Equal(
            [
                ("orderResponse", "n0", $"Order Response: {Number} was accepted as 8001, 2 pieces confirmed."),
                ("orderStatus", "n1", "Order Status: 8001 is Released."),
                ("despatchAdvice", "n2", "Despatch Advice D1: 2 pieces left on 2026-03-11, tracking T1, T2, 2 serial numbers."),
                ("invoice", "n3", "Invoice I1 of 2026-03-12: 2 pieces, due 25.20 EUR, VAT 20 % 4.20."),
                ("ended", null, "The order is complete."),
            ],
            house.Store.Events.Skip(4).Select(entry => (entry.Step, entry.ExchangeId, entry.Summary)));
        Assert.Equal(["orderResponse", "orderStatus", "despatchAdvice", "invoice"], house.Exchanges.Select(exchange => exchange.Operation));
        Assert.All(house.Exchanges, exchange => Assert.Equal(
            (Number, "In", 200, new BodyReference(16, "00"), 0),
            (exchange.Subject, exchange.Direction.ToString(), exchange.Status, exchange.KeptRequest, exchange.Request.Length)));
        InvoiceRecord invoice = Assert.Single(house.Invoices.Rows.Values);
        Assert.Equal(("n3", AHouse.Id), (invoice.ExchangeId, Assert.Single(invoice.OrderIds)));
        Assert.Empty(invoice.Differences);
        Assert.Equal([AHouse.Id], house.Signals);
    }

    [Fact]
    public async Task A_message_after_which_an_order_waits_on_wakes_nobody_unless_the_next_look_would_come_too_late()
    {
        await PlacedAsync();
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        _ = await house.Notifications.HandleAsync(Push("n0"), Reading(Story[0]), default);
        Assert.Empty(house.Signals);

        house.Store.Put(house.Record with { ReviewDueAt = house.Clock.GetUtcNow().AddDays(2) });
        _ = await house.Notifications.HandleAsync(Push("n1"), Reading(Story[1]), default);

        Assert.Equal([AHouse.Id], house.Signals);
    }

    [Fact]
    public async Task A_message_about_an_order_that_nobody_has_looked_at_yet_wakes_it()
    {
        await PlacedAsync();
        house.Store.Put(house.Record with { ReviewDueAt = house.Clock.GetUtcNow() });

        _ = await house.Notifications.HandleAsync(Push("n0"), Reading(Story[0]), default);

        Assert.Equal([AHouse.Id], house.Signals);
    }

    [Fact]
    public async Task Any_order_and_repetition_of_the_messages_ends_the_same()
    {
        Random random = new(20260310);
        string? expected = null;
        for (int round = 0; round < 50; round++)
        {
            AHouse one = new();
            await PlacedAsync(one);
            OrderMessage[] delivered = [.. Story, .. Story.Where(_ => random.Next(2) == 0)];
            random.Shuffle(delivered);
            for (int i = 0; i < delivered.Length; i++)
            {
                await one.Notifications.HandleAsync(Push($"n{i}"), Reading(delivered[i]), default);
            }

            await one.RunAsync();
            InvoiceRecord invoice = Assert.Single(one.Invoices.Rows.Values);
            string actual = string.Join('\n', one.Record.Order.PurchaseOrders.Select(order => order.Progress().Show())
                .Append(string.Join(';', invoice.Differences)).Append(string.Join(' ', one.Numbers.Orders.Keys)));
            expected ??= actual;
            Assert.Equal(expected, actual);
            Assert.Equal(4, one.Steps.Skip(4).Count(step => step != "ended"));
        }
    }

    [Fact]
    public async Task A_message_that_is_handled_twice_changes_nothing_and_does_everything_that_was_left_undone()
    {
        await PlacedAsync();
        for (int at = 1; ; at++)
        {
            AHouse one = new();
            await PlacedAsync(one);
            one.Cuts.Reset();
            one.Cuts.At = at;
            try
            {
                await one.Notifications.HandleAsync(Push("n1"), Reading(Story[3]), default);
            }
            catch (CutException)
            {
            }

            bool happened = one.Cuts.Happened;
            one.Cuts.Reset();
            await one.Notifications.HandleAsync(Push("n1"), Reading(Story[3]), default);

            Assert.Single(one.Steps, "invoice");
            Assert.Equal("n1", Assert.Single(one.Invoices.Rows.Values).ExchangeId);
            Assert.Contains(AHouse.Id, one.Signals);
            if (!happened)
            {
                Assert.Equal(1, one.Invoices.Writes);
                return;
            }
        }
    }

    [Fact]
    public async Task A_message_for_no_order_waits_and_joins_when_the_order_learns_the_number()
    {
        MessageOutcome outcome = await house.Notifications.HandleAsync(Push("n1"), Reading(Story[0]), default);
        Assert.Equal([Number], outcome.UnknownNumbers);
        house.Inbox.Parked.Add(new ParkedMessage("n1", "ingram-micro", outcome.UnknownNumbers));

        house.Receive(AHouse.Sku(1, "A", 2));
        await house.Sourcing.SourceAsync(AHouse.Id, default);
        Assert.Empty(house.Inbox.Announced);
        await house.Sweep.SweepAsync(default);

        MessageRequest request = Assert.Single(house.Inbox.Announced);
        Assert.Equal((true, "n1"), (request.Again, Assert.Single(request.Ids)));
    }

    [Fact]
    public async Task A_number_that_is_claimed_but_not_stored_yet_parks_the_message_and_is_not_tried_each_minute()
    {
        house.Receive(AHouse.Sku(1, "A", 2));
        house.Numbers.Orders[$"ingram-micro/{Number}"] = AHouse.Id;

        MessageOutcome outcome = await house.Notifications.HandleAsync(Push("n1"), Reading(Story[0]), default);
        house.Inbox.Parked.Add(new ParkedMessage("n1", "ingram-micro", outcome.UnknownNumbers));
        await house.Sweep.SweepAsync(default);

        Assert.Equal([Number], outcome.UnknownNumbers);
        Assert.Empty(house.Inbox.Announced);
        Assert.DoesNotContain("orderResponse", house.Steps);
    }

    [Fact]
    public async Task An_invoice_for_two_orders_of_which_one_is_unknown_is_merged_and_waits_for_the_other()
    {
        await PlacedAsync();
        Invoice bundled = (Invoice)Story[3] with { PurchaseOrderNumbers = [Number, "PELSEWHERE"] };

        MessageOutcome outcome = await house.Notifications.HandleAsync(Push("n1"), Reading(bundled), default);

        Assert.Equal(["PELSEWHERE"], outcome.UnknownNumbers);
        Assert.Contains("invoice", house.Steps);
        Assert.Equal([AHouse.Id], Assert.Single(house.Invoices.Rows.Values).OrderIds);
    }

    [Fact]
    public async Task A_corrected_despatch_advice_is_kept_and_warned_about_a_newer_status_is_not()
    {
        await PlacedAsync();
        await house.Notifications.HandleAsync(Push("n1"), Reading(Story[2]), default);
        await house.Notifications.HandleAsync(Push("n2"), Reading(Story[1]), default);

        await house.Notifications.HandleAsync(Push("n3"), Reading(
            AnOrder.Advice(7, "D1", AnOrder.Carton(10, "A", 1, "T1", "S1")) with { PurchaseOrderNumber = Number }), default);
        await house.Notifications.HandleAsync(Push("n4"), Reading(
            AnOrder.Status(8, OrderStatusCode.Open) with { PurchaseOrderNumber = Number }), default);

        Assert.Equal([("despatchAdvice", null), ("orderStatus", null), ("despatchAdvice", "CORRECTED"), ("orderStatus", null)],
            house.Store.Events.Skip(4).Select(entry => (entry.Step, entry.Code)));
        Assert.StartsWith("Correction: Despatch Advice D1: 1 piece left", house.Store.Events[^2].Summary, StringComparison.Ordinal);
        Assert.Equal(1, house.Record.Order.Progress()[0].Shipped);
    }

    [Fact]
    public async Task A_rejection_ends_the_order_with_the_distributor_s_reason()
    {
        await PlacedAsync();

        await house.Notifications.HandleAsync(Push("n1"), Reading(
            AnOrder.Response(1, null) with
            {
                PurchaseOrderNumber = Number, Status = ResponseStatus.Rejected, ReasonCode = "CREDIT_BLOCK", StatusText = "Order rejected",
            }), default);

        Assert.Equal(OrderState.Rejected, house.Record.State);
        OrderEvent entry = house.Store.Events[^2];
        Assert.Equal(("orderResponse", "CREDIT_BLOCK", $"Order Response: {Number} was rejected (CREDIT_BLOCK, Order rejected)."),
            (entry.Step, entry.Code, entry.Summary));
    }

    [Fact]
    public async Task A_billed_difference_is_shown_at_the_invoice_and_goes_when_the_despatch_advice_comes_late()
    {
        await PlacedAsync();
        await house.Notifications.HandleAsync(Push("n1"), Reading(Story[3]), default);
        Assert.Equal(["MATCH_QUANTITY"], Assert.Single(house.Invoices.Rows.Values).Differences.Select(found => found.Code));

        await house.Notifications.HandleAsync(Push("n2"), Reading(Story[2]), default);

        InvoiceRecord invoice = Assert.Single(house.Invoices.Rows.Values);
        Assert.Empty(invoice.Differences);
        Assert.Equal("n1", invoice.ExchangeId);
    }

    internal static PushedMessage Push(string id) => new()
    {
        Id = id, Distributor = "ingram-micro", ReceivedAt = new DateTimeOffset(2026, 3, 10, 9, 0, 0, TimeSpan.Zero), Sha256 = "00", SizeBytes = 16,
        ContentType = "text/xml",
    };

    internal static MessageReading Reading(params OrderMessage[] messages) =>
        new() { Outcome = ReadingOutcome.Message, Messages = messages };

    private Task PlacedAsync() => PlacedAsync(house);

    private static async Task PlacedAsync(AHouse one)
    {
        one.Receive(AHouse.Sku(1, "A", 2));
        await one.RunAsync();
    }
}
