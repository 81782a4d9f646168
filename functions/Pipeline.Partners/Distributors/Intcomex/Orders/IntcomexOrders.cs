using System.Text.RegularExpressions;
using Pipeline.Core.Catalog;
using Pipeline.Core.Errors;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Following;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Prices;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Partners.Distributors.Intcomex.Answers;
using Pipeline.Partners.Distributors.Intcomex.Calls;

namespace Pipeline.Partners.Distributors.Intcomex.Orders;

/// <summary>Intcomex's live services: prices and stock by <c>getproducts</c>, orders by <c>placeorder</c>, their fate by <c>getorder</c>.</summary>
/// <param name="client">The services.</param>
/// <param name="places">Where Intcomex delivers.</param>
/// <param name="prices">How products are read.</param>
/// <param name="lookup">How orders are found again.</param>
/// <param name="isTest">Whether the services are those of Intcomex's test environment.</param>
/// <param name="clock">Age of answers.</param>
/// <remarks>Safe for concurrent use; one instance per account.</remarks>
internal sealed partial class IntcomexOrders(
    IwsClient client, IReadOnlyList<ShipToPlace> places, PriceReading prices, OrderLookup lookup, bool isTest, TimeProvider clock) : IDistributorService, IOrderFollowing
{
    private readonly ProductChecks checks = new(clock);
    private readonly OrderFollower follower = new(client, prices, lookup, clock);

    /// <inheritdoc/>
    public string Distributor => IntcomexHttp.Partner;

    /// <inheritdoc/>
    public bool IsTestEnvironment => isTest;

    /// <inheritdoc/>
    public bool TakesDashes => false;

    /// <inheritdoc/>
    public Issue? RefuseShipTo(DeliveryAddress shipTo) => places.Any(place => place.Is(shipTo))
        ? null
        : new Issue(IssueCodes.ShipToNotServed, "shipTo", shipTo.ToString());

    /// <inheritdoc/>
    public async Task<PriceAnswers> GetPriceAndAvailabilityAsync(IReadOnlyList<PriceQuery> items, CancellationToken cancellationToken)
    {
        Dictionary<PriceQuery, PriceAnswer> answers = [];
        CallIssue? problem = null;
        foreach (IGrouping<ArticleKeyKind, PriceQuery> kind in items.Distinct().GroupBy(static query => query.Article.Kind))
        {
            foreach (string[] keys in kind.Select(static query => query.Article.Value).Where(static key => !key.Contains(',', StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Chunk(IwsClient.MostProducts))
            {
                // A wrong key does not get better with the next chunk.
                if (problem is { Issue.Severity: IssueSeverity.Error })
                {
                    break;
                }

                IwsResult<IReadOnlyList<IwsProduct>> asked = await AskAsync(ListOf(kind.Key), keys, cancellationToken);
                problem ??= asked.Failure?.Problem;
                foreach (PriceQuery query in asked.Value is null ? [] : kind.Where(query => keys.Contains(query.Article.Value, StringComparer.Ordinal)))
                {
                    answers[query] = prices.Read(query, asked.Value!, clock.GetUtcNow(), asked.ExchangeId);
                }
            }
        }

        return new PriceAnswers(
            [.. items.Select(query => answers.GetValueOrDefault(query) ?? new PriceAnswer { Query = query, Status = IssueCodes.NotAnswered, At = clock.GetUtcNow() })],
            problem);
    }

    /// <inheritdoc/>
    public async Task<OrderPlacement> CreateOrderAsync(OrderCreate order, CancellationToken cancellationToken)
    {
        List<Issue> breaches = Breaches(order);
        if (breaches.Count == 0 && await CheckAsync(order, breaches, cancellationToken) is { } problem)
        {
            return new OrderPlacement
            {
                Outcome = problem.Issue.Severity == IssueSeverity.Retry ? PlacementOutcome.NotSent : PlacementOutcome.Refused,
                Problem = problem,
                ExchangeId = problem.ExchangeId,
            };
        }

        if (breaches.Count > 0)
        {
            return new OrderPlacement { Outcome = PlacementOutcome.Refused, Problem = new CallIssue(breaches[0], null), Breaches = breaches };
        }

        IwsResult<IwsOrder> placed = await client.PlaceOrderAsync(Request(order), cancellationToken);
        return placed.Failure switch
        {
            null => Placed(order, placed.Value!, placed.ExchangeId),
            { Code: IwsCodes.NumberTaken } taken => await ReadBackAsync(order, taken, cancellationToken),
            { } failure => new OrderPlacement
            {
                Outcome = failure.Meaning.Placement,
                IsBusy = failure.Meaning.IsBusy,
                Problem = failure.Problem,
                ExchangeId = placed.ExchangeId,
            },
        };
    }

    /// <inheritdoc/>
    public OrderPreview PreviewOrder(OrderCreate order)
    {
        List<Issue> breaches = Breaches(order);
        return new OrderPreview(breaches.Count > 0 ? ReadOnlyMemory<byte>.Empty : Request(order).ToJson(), breaches);
    }

    /// <inheritdoc/>
    public async Task<OrderSearch> FindOrderAsync(PurchaseOrderNumber number, CancellationToken cancellationToken)
    {
        IwsResult<IwsOrder> found = await lookup.FindAsync(number, cancellationToken);
        return new OrderSearch
        {
            Outcome = found switch
            {
                { Value: not null } => SearchOutcome.Found,
                { Failure: { Code: not IwsCodes.OrderUnknown } } => SearchOutcome.Unknown,
                _ => SearchOutcome.NotFound,
            },
            Orders = found.Value is { } order ? [OrderMessages.Status(order, number.Value, clock.GetUtcNow())] : [],
            Problem = found.Failure?.Problem,
            ExchangeId = found.ExchangeId,
        };
    }

    /// <inheritdoc/>
    public async Task<OrderCancellation> CancelOrderAsync(PurchaseOrderNumber number, CancellationToken cancellationToken)
    {
        IwsResult<IwsOrder> found = await lookup.FindAsync(number, cancellationToken);
        if (found.Value is not { } order || order.State.Code == IwsOrderState.Cancelled)
        {
            return Cancellation(found, number);
        }

        IwsResult<IwsOrder> cancelled = await client.CancelOrderAsync(order.Number, number.Value, cancellationToken);
        if (cancelled.Failure is { Meaning.Placement: PlacementOutcome.Unknown } lost)
        {
            // The order itself tells.
            IwsResult<IwsOrder> asked = await client.GetOrderAsync(order.Number, number.Value, cancellationToken);
            cancelled = new IwsResult<IwsOrder>(asked.Value, lost, asked.ExchangeId);
        }

        return Cancellation(cancelled, number);
    }

    private OrderCancellation Cancellation(IwsResult<IwsOrder> result, PurchaseOrderNumber number) => new()
    {
        Outcome = result switch
        {
            { Value.State.Code: IwsOrderState.Cancelled } => CancellationOutcome.Cancelled,
            { Value: not null } or { Failure.Meaning.Placement: not PlacementOutcome.Refused } => CancellationOutcome.Unknown,
            _ => CancellationOutcome.Refused,
        },
        Order = result.Value is { } order ? OrderMessages.Status(order, number.Value, clock.GetUtcNow()) : null,
        Problem = result.Value?.State.Code == IwsOrderState.Cancelled ? null : result.Failure?.Problem,
        ExchangeId = result.ExchangeId,
    };

    /// <inheritdoc/>
    public Task<FollowAnswer> FollowAsync(PurchaseOrder order, CancellationToken cancellationToken) => follower.FollowAsync(order, cancellationToken);

    private static string ListOf(ArticleKeyKind kind) => kind switch
    {
        ArticleKeyKind.Sku => "skusList",
        ArticleKeyKind.ManufacturerPartNumber => "mpnsList",
        _ => "upcsList",
    };

    private async Task<IwsResult<IReadOnlyList<IwsProduct>>> AskAsync(string list, string[] keys, CancellationToken cancellationToken)
    {
        IwsResult<IReadOnlyList<IwsProduct>> asked = await client.GetProductsAsync(list, keys, cancellationToken);
        foreach (IwsProduct product in asked.Value ?? [])
        {
            checks.Keep(product);
        }

        return asked;
    }

    /// <summary>What stands against an order before anything is asked.</summary>
    private List<Issue> Breaches(OrderCreate order)
    {
        List<Issue> breaches = [];
        if (!Number().IsMatch(order.PurchaseOrderNumber.Value))
        {
            breaches.Add(new Issue(IssueCodes.CharacterUnsupported, "purchaseOrderNumber", order.PurchaseOrderNumber.Value).Expecting("A-Z 0-9"));
        }

        if (RefuseShipTo(order.ShipTo) is { } refusal)
        {
            breaches.Add(refusal);
        }

        DistributorSku[] unlimited = [.. order.Lines.Select(static line => line.Sku).Where(sku => checks.Find(sku.AsCompared)?.IsUnlimited == true)];
        if (unlimited is [var first, ..] && order.Lines.Any(line => checks.Find(line.Sku.AsCompared)?.IsUnlimited == false))
        {
            breaches.Add(new Issue(IssueCodes.TypesMixed, "lines", first.AsCompared));
        }

        return breaches;
    }

    /// <summary>Asks about what was not asked about within the last minute, in one request where it can be.</summary>
    /// <param name="order">The order.</param>
    /// <param name="breaches">Takes what stands against it then.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Why there is no answer, or null.</returns>
    private async Task<CallIssue?> CheckAsync(OrderCreate order, List<Issue> breaches, CancellationToken cancellationToken)
    {
        foreach (string[] due in order.Lines.Select(static line => line.Sku.AsCompared).Distinct(StringComparer.Ordinal).Where(checks.IsDue).Chunk(IwsClient.MostProducts))
        {
            IwsResult<IReadOnlyList<IwsProduct>> asked = await AskAsync("skusList", due, cancellationToken);
            if (asked.Failure is { } failure)
            {
                return failure.Problem;
            }
        }

        foreach (IGrouping<string, OrderCreateLine> lines in order.Lines.GroupBy(static line => line.Sku.AsCompared, StringComparer.Ordinal))
        {
            int quantity = lines.Sum(static line => line.Quantity);
            string place = $"line {lines.First().LineNumber}";
            switch (checks.IsDue(lines.Key) ? null : checks.Find(lines.Key))
            {
                case null:
                    breaches.Add(new Issue(IssueCodes.SkuNotFound, place, lines.Key));
                    break;
                case { IsUnlimited: false, IsFloor: false, InStock: { } units } when units < quantity:
                    breaches.Add(new Issue(IssueCodes.StockShort, place, $"{units}").Expecting(quantity).With("article", $"{Distributor} {lines.Key}"));
                    break;
            }
        }

        if (breaches.Count == 0)
        {
            breaches.AddRange(Breaches(order));
        }

        return null;
    }

    private IwsOrderRequest Request(OrderCreate order)
    {
        ShipToPlace place = places.First(place => place.Is(order.ShipTo));
        return new IwsOrderRequest(
            order.PurchaseOrderNumber.Value,
            place.AddressId,
            place.LocationId,
            [.. order.Lines.Select(static line => (line.Sku.AsCompared, line.Quantity, $"{line.LineNumber}"))]);
    }

    private OrderPlacement Placed(OrderCreate order, IwsOrder placed, string? exchangeId) =>
        placed.CustomerOrderNumber is { } echoed && !OrderLookup.IsOurs(placed, order.PurchaseOrderNumber)
            ? new OrderPlacement
            {
                Outcome = PlacementOutcome.Unknown,
                ExchangeId = exchangeId,
                Problem = new CallIssue(new Issue(IssueCodes.AnswerMismatch, null, echoed).Expecting(order.PurchaseOrderNumber), exchangeId),
            }
            : new OrderPlacement
            {
                Outcome = PlacementOutcome.Acknowledged,
                Acknowledgement = OrderMessages.Acknowledgement(placed, order, prices.CurrencyOf(placed.CurrencyId)),
                ExchangeId = exchangeId,
            };

    /// <summary>An order has our number: it is the one that is to be placed if it is for the same.</summary>
    private async Task<OrderPlacement> ReadBackAsync(OrderCreate order, IwsFailure taken, CancellationToken cancellationToken)
    {
        IwsResult<IwsOrder> found = await lookup.FindAsync(order.PurchaseOrderNumber, cancellationToken);
        return found.Value is not { } theirs
            ? new OrderPlacement { Outcome = PlacementOutcome.Unknown, Problem = taken.Problem, ExchangeId = taken.Problem.ExchangeId }
            : IsForTheSame(theirs, order)
            ? Placed(order, theirs, found.ExchangeId)
            : new OrderPlacement { Outcome = PlacementOutcome.Refused, Problem = taken.Problem, ExchangeId = taken.Problem.ExchangeId };
    }

    private static bool IsForTheSame(IwsOrder theirs, OrderCreate ours) =>
        theirs.Lines.All(static line => line is { Sku: not null, Quantity: not null })
        && Units(theirs.Lines.Select(static line => (line.Sku!, line.Quantity!.Value)))
            .SequenceEqual(Units(ours.Lines.Select(static line => (line.Sku.AsCompared, line.Quantity))));

    private static IEnumerable<(string Sku, int Quantity)> Units(IEnumerable<(string Sku, int Quantity)> lines) => lines
        .GroupBy(static line => line.Sku.ToUpperInvariant(), static line => line.Quantity, StringComparer.Ordinal)
        .Select(static lines => (lines.Key, lines.Sum())).OrderBy(static units => units.Key, StringComparer.Ordinal);

    [GeneratedRegex(@"\A[A-Z0-9]{1,18}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Number();
}
