using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Catalog;
using Pipeline.Core.Distributors;
using Pipeline.Core.Messages;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Following;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Prices;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Functions.Orders;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Orders;

/// <summary>An order at a distributor that pushes nothing, looked at by its orchestration alone.</summary>
[Collection(StorageCollection.Name)]
public sealed class FollowedOrderTests(StorageEmulator storage)
{
    private const string Order = "{" + OrderCalls.ShipTo + ",\"lines\":[{\"distributor\":\"quiet\",\"sku\":\"Q1\",\"quantity\":2}]}";

    [Fact]
    public async Task It_is_complete_when_the_distributor_has_been_asked_often_enough()
    {
        Quiet distributor = new();
        await using PipelineApp app = await PipelineApp.StartAsync(storage, services => services.AddSingleton<IDistributor>(distributor));
        string order = await app.PlaceAsync(Order);
        OrderActivities activities = ActivatorUtilities.CreateInstance<OrderActivities>(app.Services);
        List<string> states = [];
        OrderDecision decision = await activities.ReviewAsync(order, CancellationToken.None);
        while (decision.Step == NextStep.Wait && distributor.Questions < 10)
        {
            states.Add((await app.GetJsonAsync($"/api/orders/{order}")).GetProperty("state").GetString()!);
            app.Clock.Advance(decision.Until!.Value - app.Clock.GetUtcNow());
            distributor.Now = app.Clock.GetUtcNow();
            decision = await activities.ReviewAsync(order, CancellationToken.None);
        }

        JsonElement shown = await app.GetJsonAsync($"/api/orders/{order}");
        JsonElement purchase = shown.GetProperty("purchaseOrders")[0];
        Assert.Equal((NextStep.End, "complete"), (decision.Step, shown.GetProperty("state").GetString()));
        Assert.Equal(["placed", "confirmed", "invoiced"], states);
        Assert.Equal(["S1", "S2"], purchase.GetProperty("serialNumbers").EnumerateArray().Select(static serial => serial.GetString()));
        JsonElement invoice = await app.GetJsonAsync(purchase.GetProperty("invoices")[0].GetProperty("link").GetString()!);
        Assert.Equal("I-1", invoice.GetProperty("invoiceNumber").GetString());
    }

    /// <summary>Confirms at the first question, bills at the second, has delivered at the third.</summary>
    private sealed class Quiet : IDistributor, IDistributorService, IOrderFollowing
    {
        public string Code => "quiet";

        public string Name => "Quiet";

        public string TimeZone => "Europe/Paris";

        public string Currency => "EUR";

        public string? MissingServices => null;

        public FollowSchedule Follow { get; } = new();

        public int Questions { get; private set; }

        public DateTimeOffset Now { get; set; }

        string IDistributorService.Distributor => Code;

        public IDistributorService Services() => this;

        public Task<PriceAnswers> GetPriceAndAvailabilityAsync(IReadOnlyList<PriceQuery> items, CancellationToken cancellationToken) =>
            Task.FromResult(new PriceAnswers(
                [
                    .. items.Select(query => new PriceAnswer
                    {
                        Query = query, Status = PriceAnswer.Ok, UnitPrice = new Money(10m, Currency), Plants = [new("Q", null, 9, 0, null)],
                    }),
                ],
                null));

        public Task<OrderPlacement> CreateOrderAsync(OrderCreate order, CancellationToken cancellationToken) =>
            Task.FromResult(new OrderPlacement { Outcome = PlacementOutcome.Acknowledged });

        public OrderPreview PreviewOrder(OrderCreate order) => throw new NotSupportedException();

        public Task<OrderSearch> FindOrderAsync(PurchaseOrderNumber number, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<FollowAnswer> FollowAsync(PurchaseOrder order, CancellationToken cancellationToken)
        {
            OrderMessage[] said = ++Questions switch { 1 => [Confirmation(order)], 2 => [Status(order), Bill(order)], _ => [Advice(order)] };
            return Task.FromResult(new FollowAnswer
            {
                Messages = [.. said.Select(message => new FollowedMessage(message with { Origin = new MessageOrigin { SentAt = Now } }, null))],
                IsInvoiced = Questions >= 2,
                IsOver = Questions >= 3,
            });
        }

        private static OrderResponse Confirmation(PurchaseOrder order) => new()
        {
            PurchaseOrderNumber = order.Number.Value,
            DistributorOrderNumber = "Q-7",
            Status = ResponseStatus.Accepted,
            Lines = [new() { LineNumber = new LineNumber(1), Status = ResponseLineStatus.Confirmed, Requested = 2, Confirmed = 2 }],
        };

        private static OrderStatus Status(PurchaseOrder order) => new()
        {
            PurchaseOrderNumber = order.Number.Value, DistributorOrderNumber = "Q-7", Status = OrderStatusCode.Invoiced, SerialNumbers = ["S2", "S1"],
        };

        private static Invoice Bill(PurchaseOrder order) => new()
        {
            InvoiceNumber = "I-1",
            Kind = InvoiceKind.Invoice,
            Currency = "EUR",
            PurchaseOrderNumbers = [order.Number.Value],
            Lines = [new() { LineNumber = "1", Quantity = 2, UnitPrice = 10m, Amount = 20m }],
        };

        private static DespatchAdvice Advice(PurchaseOrder order) => new()
        {
            DespatchAdviceNumber = "Q-7", PurchaseOrderNumber = order.Number.Value, Lines = [new() { LineNumber = new LineNumber(1), Quantity = 2 }],
        };
    }
}
