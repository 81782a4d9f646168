using Pipeline.Core.Catalog;
using Pipeline.Core.Messages;

namespace Pipeline.Core.Orders.Progress;

/// <summary>Where a line stands; quantities are pieces and cumulative over the latest version of each document.</summary>
public sealed record LineProgress
{
    /// <summary>Our line number.</summary>
    public required LineNumber LineNumber { get; init; }

    /// <summary>The article ordered.</summary>
    public required DistributorSku Sku { get; init; }

    /// <summary>The article confirmed in its place, or null.</summary>
    public DistributorSku? Substitute { get; init; }

    /// <summary>Pieces ordered.</summary>
    public required int Ordered { get; init; }

    /// <summary>Pieces confirmed and not waiting for goods; at least those shipped.</summary>
    public int Confirmed { get; init; }

    /// <summary>Pieces that wait for goods.</summary>
    public int BackOrdered { get; init; }

    /// <summary>Pieces that sales refused.</summary>
    public int Rejected { get; init; }

    /// <summary>Pieces cancelled at the distributor before they were shipped.</summary>
    public int Voided { get; init; }

    /// <summary>Pieces of despatch advices; a status never changes it.</summary>
    public int Shipped { get; init; }

    /// <summary>Pieces of invoices.</summary>
    public int Invoiced { get; init; }

    /// <summary>Pieces of credit notes; they do not undo <see cref="Invoiced"/>.</summary>
    public int Credited { get; init; }

    /// <summary>Net price per piece as confirmed, else as ordered.</summary>
    public decimal UnitPrice { get; init; }

    /// <summary>Why pieces were rejected, or null.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>The distributor's words about the line in the newest message that has any, or its status where we do not know it; or null.</summary>
    public string? Text { get; init; }

    /// <summary>Expected day of delivery by the newest message that gives one, or null.</summary>
    public DateOnly? DeliveryDate { get; init; }

    /// <summary>Whether the distributor says that it has been paid.</summary>
    public bool IsPaid { get; init; }

    /// <summary>Serial numbers despatched, in ordinal order.</summary>
    public IReadOnlyList<string> SerialNumbers { get; init; } = [];

    /// <summary>Tracking numbers, each once, in ordinal order.</summary>
    public IReadOnlyList<Tracking> Tracking { get; init; } = [];

    /// <summary>Where it stands in one word.</summary>
    public required LineState State { get; init; }

    /// <summary>Pieces still to come: neither rejected nor voided.</summary>
    public int Due => Math.Max(0, Ordered - Rejected - Voided);

    /// <summary>Whether nothing more is expected: invoiced, rejected or voided.</summary>
    public bool IsSettled => State is LineState.Invoiced or LineState.Paid or LineState.Rejected or LineState.Voided;
}

/// <summary>States of an order line; the state follows from quantities, never from a counter.</summary>
public enum LineState
{
    /// <summary>Not sent yet.</summary>
    Open,

    /// <summary>Sent, or about to be; nothing heard.</summary>
    Sent,

    /// <summary>The distributor has it.</summary>
    Received,

    /// <summary>All that will come is confirmed.</summary>
    Confirmed,

    /// <summary>Some pieces wait for goods.</summary>
    BackOrdered,

    /// <summary>Some pieces have left.</summary>
    PartlyShipped,

    /// <summary>All that will come has left.</summary>
    Shipped,

    /// <summary>All that will come is billed.</summary>
    Invoiced,

    /// <summary>Billed and paid.</summary>
    Paid,

    /// <summary>Rejected whole.</summary>
    Rejected,

    /// <summary>Nothing will come any more; at least one piece was voided.</summary>
    Voided,
}
