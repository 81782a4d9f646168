using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Distributors;
using Pipeline.Core.Notifications.Admission;
using Pipeline.Core.Orders;
using Pipeline.Core.Messages;
using Pipeline.Core.Messages.Reading;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Prices;
using Pipeline.Partners.Distributors;
using Pipeline.Partners.Feeds;
using Pipeline.Partners.Settings;

namespace Pipeline.Functions.Tests.Distributors;

/// <summary>A distributor with a price file, services that know one price, and one message: what is needed to be one.</summary>
public sealed class ToyDistributor(ToySettings settings) : IDistributor, IDistributorModule, IDistributorService, IOrderMessageReader
{
    public string Code => "toy";
    public string Name => "Toy";
    public string TimeZone => "America/Mexico_City";
    public string Currency => "EUR";
    public IReadOnlyList<DistributorFeed> Feeds { get; } =
    [
        settings.Price.ToFeed(
            new() { Kind = FeedKind.Price, Title = "Toy price file", Profile = "toy-price", Schedule = "0 0 7 * * *" },
            $"{ToySettings.Section}:Price"),
    ];

    public string? MissingServices => null;
    public PushCredentials Push { get; } = settings.Push.ToCredentials();
    public List<OrderCreate> Placed { get; } = [];
    string IDistributorService.Distributor => Code;

    public static void AddServices(IServiceCollection services) => services.AddOptions<ToySettings>(ToySettings.Section)
        .BindConfiguration(ToySettings.Section).CheckBy<ToySettings, ToySettings.Check>();

    public string? FindProfile(string name) => FeedProfileCatalog.Find(typeof(ToyDistributor), name);
    public IDistributorService Services() => this;
    public IOrderMessageReader Reader() => this;

    public Task<PriceAnswers> GetPriceAndAvailabilityAsync(IReadOnlyList<PriceQuery> items, CancellationToken cancellationToken) =>
        Task.FromResult(new PriceAnswers([.. items.Select(Answer)], null));

    public Task<OrderPlacement> CreateOrderAsync(OrderCreate order, CancellationToken cancellationToken)
    {
        Placed.Add(order);
        return Task.FromResult(new OrderPlacement { Outcome = PlacementOutcome.Acknowledged });
    }

    public OrderPreview PreviewOrder(OrderCreate order) => new(BinaryData.FromString($"{order.PurchaseOrderNumber}"), []);

    public Task<OrderSearch> FindOrderAsync(PurchaseOrderNumber number, CancellationToken cancellationToken) => Task.FromResult(
        new OrderSearch { Outcome = Placed.Exists(order => order.PurchaseOrderNumber == number) ? SearchOutcome.Found : SearchOutcome.NotFound });

    public MessageReading Read(Stream body)
    {
        XElement root = XElement.Load(body);
        return new MessageReading { Outcome = ReadingOutcome.Message, Root = root.Name.LocalName, Messages = [Response(root)] };
    }

    private PriceAnswer Answer(PriceQuery query) => new()
    {
        Query = query, Status = PriceAnswer.Ok, UnitPrice = new Money(9.90m, Currency), Plants = [new("T1", null, 100, 0, null)],
    };

    // <confirmed order="ours" number="theirs" quantity="2"/>
    private static OrderResponse Response(XElement root) => new()
    {
        PurchaseOrderNumber = (string)root.Attribute("order")!,
        DistributorOrderNumber = (string)root.Attribute("number")!,
        Status = ResponseStatus.Accepted,
        Lines = [new() { LineNumber = new LineNumber(1), Status = ResponseLineStatus.Confirmed, Confirmed = (int)root.Attribute("quantity")! }],
    };
}
