namespace Pipeline.Core.Orders.Messages;

/// <summary>Whether an order has been paid.</summary>
public enum PaymentStatus
{
    /// <summary>Not said.</summary>
    Unknown,

    /// <summary>Not paid yet.</summary>
    Open,

    /// <summary>Paid.</summary>
    Paid,

    /// <summary>Due and not paid.</summary>
    Overdue,

    /// <summary>Stopped for lack of credit.</summary>
    CreditBlock,
}
