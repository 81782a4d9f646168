using System.Globalization;
using Pipeline.Simulators.IngramMicro.Services.Articles;

namespace Pipeline.Simulators.IngramMicro.Services.Orders;

/// <summary>A line of a placed order: what was asked, what sales made of it, how far it is. Changed under the book's lock.</summary>
internal sealed class PlacedLine
{
    /// <summary>The customer's number as sent, for example 001.</summary>
    public required string CustomerLineNumber { get; init; }

    /// <summary>The article asked for, without leading zeros.</summary>
    public required string RequestedSku { get; init; }

    public required int Requested { get; init; }

    public required decimal RequestedPrice { get; init; }

    /// <summary>The article that is delivered; null for an unknown one.</summary>
    public ServiceArticle? Article { get; set; }

    /// <summary>Ingram Micro's number, for example 000010; empty for a rejected line.</summary>
    public string IngramLineNumber { get; set; } = string.Empty;

    /// <summary>LC, LB or LR; empty before the decision.</summary>
    public string StatusCode { get; set; } = string.Empty;

    public string StatusText { get; set; } = string.Empty;

    public string? ReasonCode { get; set; }

    public string? Text { get; set; }

    public int Confirmed { get; set; }

    public int BackOrdered { get; set; }

    public decimal UnitPrice { get; set; }

    public DateOnly? DeliveryDate { get; set; }

    public DateOnly? PreviousDeliveryDate { get; set; }

    public DateOnly? BackOrderDate { get; set; }

    public DecisionRule Rule { get; set; } = new();

    public int Shipped { get; set; }

    public int Invoiced { get; set; }

    public int Number => int.Parse(CustomerLineNumber, CultureInfo.InvariantCulture);

    public bool IsRejected => StatusCode == "LR";

    /// <summary>Article number as messages show it.</summary>
    public string SkuAsShown => (Article?.Sku ?? RequestedSku).PadLeft(18, '0');
}
