using Pipeline.Core.Issues;
using Pipeline.Core.Messages;

namespace Pipeline.Core.Orders.Placing;

/// <summary>Result of an Order Create.</summary>
public sealed record OrderPlacement
{
    /// <summary>How it ended.</summary>
    public required PlacementOutcome Outcome { get; init; }

    /// <summary>The proof of receipt, when acknowledged.</summary>
    public OrderAcknowledgement? Acknowledgement { get; init; }

    /// <summary>Code and text, when not acknowledged.</summary>
    public CallIssue? Problem { get; init; }

    /// <summary>Each breach of a limit, when our own check refused the order before sending.</summary>
    public IReadOnlyList<Issue> Breaches { get; init; } = [];

    /// <summary>Whether it is unknown because the distributor is still at work on an order under the number.</summary>
    public bool IsBusy { get; init; }

    /// <summary>The recorded exchange, or null when nothing was sent.</summary>
    public string? ExchangeId { get; init; }
}

/// <summary>How an Order Create ended.</summary>
public enum PlacementOutcome
{
    /// <summary>The distributor has it; the Order Response follows.</summary>
    Acknowledged,

    /// <summary>The distributor, or our own check before sending, said no: nothing was ordered.</summary>
    Refused,

    /// <summary>
    /// Nobody knows: the answer was lost, unreadable, or a duplicate was reported. Never send again before
    /// <see cref="IDistributorService.FindOrderAsync"/> and 15 minutes of pushed messages have said that it is not there.
    /// </summary>
    Unknown,

    /// <summary>The distributor has certainly not taken it (connection refused, service closed): it may be sent again later.</summary>
    NotSent,

    /// <summary>Test mode: what would be sent was recorded, and nothing left.</summary>
    Simulated,
}

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
