namespace Pipeline.Simulators.IngramMicro.Services;

/// <summary>What is said between the reseller and Ingram Micro: three calls, four pushed messages.</summary>
public enum ServiceTransaction
{
    /// <summary>P&amp;A, a call.</summary>
    PriceAndAvailability,

    /// <summary>Order Create, a call.</summary>
    OrderCreate,

    /// <summary>Order inquiry, a call.</summary>
    OrderInquiry,

    /// <summary>Order Response, pushed.</summary>
    OrderResponse,

    /// <summary>Order Status, pushed.</summary>
    OrderStatus,

    /// <summary>Despatch Advice, pushed.</summary>
    DespatchAdvice,

    /// <summary>Invoice or credit note, pushed.</summary>
    Invoice,
}
