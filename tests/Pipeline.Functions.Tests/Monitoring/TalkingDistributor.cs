using System.Xml.Linq;
using Pipeline.Core.Catalog;
using Pipeline.Core.Distributors;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Messages;
using Pipeline.Core.Messages.Reading;
using Pipeline.Core.Notifications.Admission;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Following;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Prices;
using Pipeline.Core.Orders.Purchasing;

namespace Pipeline.Functions.Tests.Monitoring;

/// <summary>A distributor that pushes a confirmation and is asked for the rest; its calls are recorded, as those of connectors are.</summary>
internal sealed class TalkingDistributor(TimeProvider clock) : IDistributor, IDistributorService, IOrderFollowing, IOrderMessageReader
{
    public string Code => "talk";

    public string Name => "Talk";

    public string TimeZone => "Europe/Paris";

    public string Currency => "EUR";

    public string? MissingServices => null;

    public FollowSchedule Follow { get; } = new();

    public PushCredentials Push { get; } = new() { Networks = ["127.0.0.0/8"] };

    public IExchangeLog? Log { get; set; }

    /// <summary>The number of the only order.</summary>
    public string? Placed { get; private set; }

    string IDistributorService.Distributor => Code;

    public IDistributorService Services() => this;

    public IOrderMessageReader Reader() => this;

    public Task<PriceAnswers> GetPriceAndAvailabilityAsync(IReadOnlyList<PriceQuery> items, CancellationToken cancellationToken) =>
        Task.FromResult(new PriceAnswers(
            [
                .. items.Select(query => new PriceAnswer
                {
                    Query = query, Status = PriceAnswer.Ok, UnitPrice = new Money(10m, Currency), Plants = [new("T", null, 9, 0, null)],
                }),
            ],
            null));

    public async Task<OrderPlacement> CreateOrderAsync(OrderCreate order, CancellationToken cancellationToken)
    {
        Placed = order.PurchaseOrderNumber.Value;
        await RecordAsync("orderCreate", 200);
        return new OrderPlacement { Outcome = PlacementOutcome.Acknowledged };
    }

    public OrderPreview PreviewOrder(OrderCreate order) => throw new NotSupportedException();

    public Task<OrderSearch> FindOrderAsync(PurchaseOrderNumber number, CancellationToken cancellationToken) => throw new NotSupportedException();

    public async Task<FollowAnswer> FollowAsync(PurchaseOrder order, CancellationToken cancellationToken)
    {
        await RecordAsync("orderStatus", 503);
        return new FollowAnswer();
    }

    public MessageReading Read(Stream body)
    {
        // <confirmed order="ours" number="theirs"/>
        XElement root = XElement.Load(body);
        OrderResponse response = new()
        {
            PurchaseOrderNumber = (string)root.Attribute("order")!,
            DistributorOrderNumber = (string)root.Attribute("number")!,
            Status = ResponseStatus.Accepted,
            Lines = [new() { LineNumber = new LineNumber(1), Status = ResponseLineStatus.Confirmed, Confirmed = 2 }],
        };
        return new MessageReading { Outcome = ReadingOutcome.Message, Root = root.Name.LocalName, Messages = [response] };
    }

    private Task RecordAsync(string operation, int status) => Log!.RecordAsync(
        new Exchange
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"), Partner = Code, Operation = operation, Target = $"POST https://talk.example/{operation}",
            Subject = Placed, StartedAt = clock.GetUtcNow(), Duration = TimeSpan.FromMilliseconds(250), Status = status,
        },
        CancellationToken.None);
}
