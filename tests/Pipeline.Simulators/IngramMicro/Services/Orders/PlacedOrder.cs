using Pipeline.Simulators.IngramMicro.Services.Pushes;
using Pipeline.Simulators.IngramMicro.Services.Wire;

namespace Pipeline.Simulators.IngramMicro.Services.Orders;

/// <summary>One purchase. A purchase order number that was bought twice has two of them. Changed under the book's lock.</summary>
internal sealed class PlacedOrder
{
    public required WireFamily Family { get; init; }

    public required string PurchaseOrderNumber { get; init; }

    public string? EndUserReference { get; init; }

    public required string IngramSalesOrderNumber { get; init; }

    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>Day of the order at the host.</summary>
    public required DateOnly Day { get; init; }

    public required ShipTo ShipTo { get; init; }

    public required IReadOnlyList<PlacedLine> Lines { get; init; }

    public required bool AllowsBackOrder { get; init; }

    public required bool ShipsComplete { get; init; }

    /// <summary>Whether it is voided; never after something has shipped.</summary>
    public bool IsVoided { get; set; }

    /// <summary>Stops its course when it is voided.</summary>
    public CancellationTokenSource Voided { get; } = new();

    /// <summary>Released from hold.</summary>
    public TaskCompletionSource Released { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsHeld { get; set; }

    /// <summary>Whether sales have decided.</summary>
    public bool IsDecided { get; set; }

    /// <summary>OC, PR or OR; empty before the decision.</summary>
    public string ResponseCode { get; set; } = string.Empty;

    /// <summary>C1 order code.</summary>
    public string StatusCode { get; set; } = "OPEN";

    public DateTimeOffset ChangedAt { get; set; }

    public string PaymentCode { get; set; } = "OPEN";

    public bool HasFreightBilled { get; set; }

    /// <summary>Whether no further message will be made about it.</summary>
    public bool IsFinished { get; set; }

    /// <summary>What was pushed about it, in the order it was made.</summary>
    public List<PushedMessage> Messages { get; } = [];

    public IEnumerable<PlacedLine> LivingLines => Lines.Where(line => !line.IsRejected);
}
