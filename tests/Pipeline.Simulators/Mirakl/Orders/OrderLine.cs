using Pipeline.Simulators.Mirakl.Catalogue;

namespace Pipeline.Simulators.Mirakl.Orders;

/// <summary>A line of an order; prices are those of the offer when it was bought.</summary>
internal sealed class OrderLine(string id, int index, CatalogueProduct product)
{
    public string Id => id;

    public int Index => index;

    public CatalogueProduct Product => product;

    public required long OfferId { get; init; }

    public required string OfferSku { get; init; }

    public required string OfferState { get; init; }

    public required int Quantity { get; init; }

    public required decimal UnitPrice { get; init; }

    public required decimal OriginPrice { get; init; }

    /// <summary>What the offer cost when it was bought.</summary>
    public required decimal AskedPrice { get; init; }

    public string State { get; set; } = "STAGING";

    public List<Repayment> Refunds { get; } = [];

    public List<Repayment> Cancelations { get; } = [];

    public Dictionary<string, string> Fields { get; } = [];

    public decimal Price => UnitPrice * Quantity;

    /// <summary>What has been neither refunded nor cancelled.</summary>
    public decimal Remaining => Price - Refunds.Concat(Cancelations).Sum(repayment => repayment.Amount);

    /// <summary>Units that have not been cancelled.</summary>
    public int Wanted => Quantity - Cancelations.Sum(repayment => repayment.Quantity);
}

/// <summary>Money that goes back to a customer.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Amount">Amount without shipping.</param>
/// <param name="Quantity">Units; of a refund for information only.</param>
/// <param name="Reason">Code of the reason.</param>
/// <param name="At">When.</param>
internal sealed record Repayment(string Id, decimal Amount, int Quantity, string Reason, DateTimeOffset At);
