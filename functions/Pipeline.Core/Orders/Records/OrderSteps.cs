namespace Pipeline.Core.Orders.Records;

/// <summary>Words of <see cref="OrderEvent.Step"/>, as the API spells them.</summary>
public static class OrderSteps
{
    /// <summary>The order came in, or was taken over.</summary>
    public const string Received = "received";

    /// <summary>Distributors were chosen.</summary>
    public const string Sourcing = "sourcing";

    /// <summary>Price and availability were asked for.</summary>
    public const string PriceAndAvailability = "priceAndAvailability";

    /// <summary>Order Create was sent, or would have been.</summary>
    public const string OrderCreate = "orderCreate";

    /// <summary>The distributor proved that it has the order.</summary>
    public const string Acknowledgement = "acknowledgement";

    /// <summary>The distributor was asked what it holds.</summary>
    public const string OrderInquiry = "orderInquiry";

    /// <summary>An Order Response was merged.</summary>
    public const string OrderResponse = "orderResponse";

    /// <summary>An Order Status was merged.</summary>
    public const string OrderStatus = "orderStatus";

    /// <summary>A Despatch Advice was merged.</summary>
    public const string DespatchAdvice = "despatchAdvice";

    /// <summary>An Invoice or credit note was merged.</summary>
    public const string Invoice = "invoice";

    /// <summary>Its channel has said something new, has to be told something, or has been.</summary>
    public const string Channel = "channel";

    /// <summary>The order waits for a person.</summary>
    public const string Blocked = "blocked";

    /// <summary>A person let it go on.</summary>
    public const string Released = "released";

    /// <summary>A person asked to cancel it.</summary>
    public const string CancelRequested = "cancelRequested";

    /// <summary>A person asked to try again.</summary>
    public const string Retry = "retry";

    /// <summary>An alarm was raised or cleared.</summary>
    public const string Alarm = "alarm";

    /// <summary>Personal data was removed.</summary>
    public const string PersonalDataRemoved = "personalDataRemoved";

    /// <summary>Nothing more is expected.</summary>
    public const string Ended = "ended";
}
