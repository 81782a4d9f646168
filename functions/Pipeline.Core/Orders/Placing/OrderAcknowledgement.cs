using Pipeline.Core.Orders.Messages;

namespace Pipeline.Core.Orders.Placing;

/// <summary>Proof of receipt of an Order Create: no order number and no promise.</summary>
public sealed record OrderAcknowledgement
{
    /// <summary>Return code of a success, as sent.</summary>
    public required string ReturnCode { get; init; }

    /// <summary>The distributor's words, or null.</summary>
    public string? ReturnMessage { get; init; }

    /// <summary>The distributor's id of the answer, for tracing; or null.</summary>
    public string? DocumentId { get; init; }

    /// <summary>Our number as echoed, or null when the answer is the preamble only.</summary>
    public string? PurchaseOrderNumber { get; init; }

    /// <summary>The end user's reference as echoed, or null.</summary>
    public string? EndUserReference { get; init; }

    /// <summary>Lines the distributor counted, or null.</summary>
    public int? ReceivedLineCount { get; init; }

    /// <summary>Word for the receipt, <c>RECEIVED</c> in C1; or null.</summary>
    public string? ReceiptStatus { get; init; }

    /// <summary>What a synchronous profile has already decided (Genesis SYNC mode), or null.</summary>
    public OrderResponse? Response { get; init; }
}
