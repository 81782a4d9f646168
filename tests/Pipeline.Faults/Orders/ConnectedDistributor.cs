using Pipeline.Core.Catalog;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Prices;
using Pipeline.Faults.Faults;
using Pipeline.Faults.Notifications;
using Pipeline.Faults.Time;
using Pipeline.Faults.Worlds;

namespace Pipeline.Faults.Orders;

/// <summary>The distributor's services as one life of the app reaches them: each call goes over the wire and is recorded, as by the connector.</summary>
/// <param name="world">The world.</param>
/// <param name="process">Who calls.</param>
/// <param name="desk">The distributor.</param>
/// <param name="log">Records each exchange before the outcome is told.</param>
public sealed class ConnectedDistributor(World world, Incarnation process, DistributorDesk desk, IExchangeLog log)
    : IDistributorService
{
    /// <summary>An article that costs 99.00; all others cost 10.50.</summary>
    public const string DearSku = "7100666";

    /// <inheritdoc />
    public string Distributor => PushEntrance.Distributor;

    /// <inheritdoc />
    public Task<PriceAnswers> GetPriceAndAvailabilityAsync(IReadOnlyList<PriceQuery> items, CancellationToken cancellationToken) =>
        CallAsync(
            "price", null,
            () => new PriceAnswers([.. items.Select(PriceOf)], null),
            problem => new PriceAnswers(
                [.. items.Select(static item => new PriceAnswer { Query = item, Status = IssueCodes.NotAnswered })], problem),
            cancellationToken);

    /// <inheritdoc />
    public Task<OrderPlacement> CreateOrderAsync(OrderCreate order, CancellationToken cancellationToken) => CallAsync(
        "create", order.PurchaseOrderNumber.Value,
        () => desk.Take(order),
        static problem => new OrderPlacement
        {
            Outcome = problem.Issue.Code == "20005" ? PlacementOutcome.NotSent : PlacementOutcome.Unknown,
            Problem = problem,
        },
        cancellationToken);

    /// <inheritdoc />
    public OrderPreview PreviewOrder(OrderCreate order) => throw new NotSupportedException();

    /// <inheritdoc />
    public Task<OrderSearch> FindOrderAsync(PurchaseOrderNumber number, CancellationToken cancellationToken) => CallAsync(
        "inquire", number.Value,
        () => desk.Find(number),
        static problem => new OrderSearch { Outcome = SearchOutcome.Unknown, Problem = problem },
        cancellationToken);

    private static PriceAnswer PriceOf(PriceQuery query) => new()
    {
        Query = query,
        Status = PriceAnswer.Ok,
        Sku = DistributorSku.Parse(query.Article.Value),
        UnitPrice = new Money(query.Article.Value == DearSku ? 99m : 10.50m, "EUR"),
        Plants = [new PlantAvailability("FR01", null, 100, 0, null)],
    };

    private async Task<T> CallAsync<T>(
        string operation, string? subject, Func<T> effect, Func<CallIssue, T> fail, CancellationToken cancellationToken)
    {
        DateTimeOffset startedAt = process.Clock.GetUtcNow();
        T answer;
        try
        {
            answer = await world.Wire.CallAsync(
                process, "distributor", operation, effect,
                status => fail(DistributorDesk.Problem(status == 503 ? "20005" : "20099", "Not now.")),
                cancellationToken);
        }
        catch (CallLostException lost)
        {
            answer = fail(DistributorDesk.Problem("CALL_FAILED", lost.Message));
        }

        await log.RecordAsync(
            new Exchange
            {
                Id = Guid.CreateVersion7(startedAt).ToString("N"),
                Partner = Distributor,
                Operation = operation,
                Subject = subject,
                Target = "POST /",
                StartedAt = startedAt,
                Duration = process.Clock.GetUtcNow() - startedAt,
            },
            CancellationToken.None);
        return answer;
    }
}
