using Pipeline.Core.Issues;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Prices;
using Pipeline.Faults.Faults;
using Pipeline.Faults.Orders;
using Pipeline.Faults.Time;
using Pipeline.Faults.Worlds;

namespace Pipeline.Faults.Sourcing;

/// <summary>A distributor's services as one life of the app reaches them over the wire.</summary>
public sealed class ReachedDesk(World world, Incarnation process, SourcingDesk desk) : IDistributorService
{
    /// <inheritdoc />
    public string Distributor => desk.Code;

    /// <inheritdoc />
    public bool TakesDashes => desk.Code == SourcingDay.Near;

    /// <inheritdoc />
    public Task<PriceAnswers> GetPriceAndAvailabilityAsync(IReadOnlyList<PriceQuery> items, CancellationToken cancellationToken) => CallAsync(
        "price",
        () => new PriceAnswers(
            [
                .. items.Select(item => new PriceAnswer
                {
                    Query = item, Status = PriceAnswer.Ok, UnitPrice = Shelf.PriceOf(desk.Code), At = process.Clock.GetUtcNow(),
                    Plants = [new PlantAvailability("1", null, Math.Max(0, desk.Left), 0, null)],
                }),
            ],
            null),
        problem => new PriceAnswers([.. items.Select(static item => new PriceAnswer { Query = item, Status = IssueCodes.NotAnswered })], problem),
        cancellationToken);

    /// <inheritdoc />
    public Task<OrderPlacement> CreateOrderAsync(OrderCreate order, CancellationToken cancellationToken) => CallAsync(
        "create", () => desk.Take(order),
        static problem => new OrderPlacement { Outcome = PlacementOutcome.Unknown, Problem = problem }, cancellationToken);

    /// <inheritdoc />
    public OrderPreview PreviewOrder(OrderCreate order) => throw new NotSupportedException();

    /// <inheritdoc />
    public Task<OrderSearch> FindOrderAsync(PurchaseOrderNumber number, CancellationToken cancellationToken) => CallAsync(
        "inquire", () => desk.Find(number),
        static problem => new OrderSearch { Outcome = SearchOutcome.Unknown, Problem = problem }, cancellationToken);

    private async Task<T> CallAsync<T>(string operation, Func<T> effect, Func<CallIssue, T> fail, CancellationToken cancellationToken)
    {
        try
        {
            return await world.Wire.CallAsync(
                process, desk.Code, operation, effect, _ => fail(DistributorDesk.Problem("20099", "Not now.")), cancellationToken);
        }
        catch (CallLostException lost)
        {
            return fail(DistributorDesk.Problem("CALL_FAILED", lost.Message));
        }
    }
}
