using Microsoft.Azure.Functions.Worker;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Following;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Prices;
using Pipeline.Core.Orders.Selling;
using Pipeline.Core.Orders.Sourcing;

namespace Pipeline.Functions.Orders;

/// <summary>The steps of <see cref="OrderLifecycle"/>. Each may run twice: it looks at the record whether it is its turn.</summary>
/// <remarks>A look does the other steps too; they are activities of their own for what was begun before that.</remarks>
public sealed class OrderActivities(
    OrderReview review,
    OrderSourcing sourcing,
    PriceCheck prices,
    OrderPlacing placing,
    OrderInquiry inquiry,
    OrderFollowUp followUp,
    OrderCancelling cancelling,
    AcceptanceCheck acceptance,
    ReportSending reports)
{
    /// <summary>Name of <see cref="ReviewAsync"/>.</summary>
    public const string Review = "ReviewOrder";

    /// <summary>Name of <see cref="SourceAsync"/>.</summary>
    public const string Source = "SourceOrder";

    /// <summary>Name of <see cref="AskPricesAsync"/>.</summary>
    public const string AskPrices = "AskPrices";

    /// <summary>Name of <see cref="PlaceAsync"/>.</summary>
    public const string Place = "PlacePurchaseOrder";

    /// <summary>Name of <see cref="AskAboutAsync"/>.</summary>
    public const string AskAbout = "AskAboutPurchaseOrder";

    private readonly OrderAdvance advance = new(review, sourcing, prices, placing, inquiry, followUp, cancelling, acceptance, reports);

    /// <summary>Looks at the order, does what can be done now, and says what comes next.</summary>
    [Function(Review)]
    public Task<OrderDecision> ReviewAsync([ActivityTrigger] string input, CancellationToken cancellationToken) =>
        advance.AdvanceAsync(input, cancellationToken);

    /// <summary>Chooses distributors.</summary>
    [Function(Source)]
    public Task SourceAsync([ActivityTrigger] OrderTask input, CancellationToken cancellationToken) =>
        sourcing.SourceAsync(input.OrderId, cancellationToken);

    /// <summary>Asks for prices and stock.</summary>
    [Function(AskPrices)]
    public Task AskPricesAsync([ActivityTrigger] OrderTask input, CancellationToken cancellationToken) =>
        prices.CheckAsync(input.OrderId, cancellationToken);

    /// <summary>Sends one Order Create, unless it was sent.</summary>
    [Function(Place)]
    public Task PlaceAsync([ActivityTrigger] OrderTask input, CancellationToken cancellationToken) =>
        placing.PlaceAsync(input.OrderId, PurchaseOrderNumber.Parse(input.Number!), cancellationToken);

    /// <summary>Asks the distributor what it holds under a number.</summary>
    [Function(AskAbout)]
    public Task AskAboutAsync([ActivityTrigger] OrderTask input, CancellationToken cancellationToken) =>
        inquiry.AskAsync(input.OrderId, PurchaseOrderNumber.Parse(input.Number!), cancellationToken);
}
