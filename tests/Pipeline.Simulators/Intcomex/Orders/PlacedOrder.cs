namespace Pipeline.Simulators.Intcomex.Orders;

/// <summary>An order as Intcomex has it now; a copy.</summary>
public sealed record PlacedOrder
{
    /// <summary>Intcomex's number.</summary>
    public required string OrderNumber { get; init; }

    /// <summary>Our number, empty when there is none.</summary>
    public required string CustomerOrderNumber { get; init; }

    /// <summary>When it was placed.</summary>
    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>The lines; tests may change them.</summary>
    public required IReadOnlyList<PlacedLine> Lines { get; init; }

    /// <summary>1 to 7.</summary>
    public int Status { get; init; } = 1;

    /// <summary>Whether it waits for a release.</summary>
    public bool OnHold { get; init; }

    /// <summary>Until when it is on hold; null for until it is released.</summary>
    public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>Grouping word, or null.</summary>
    public string? Tag { get; init; }

    /// <summary>Delivery address by its id, or null.</summary>
    public int? AddressId { get; init; }

    /// <summary>Tax in cents.</summary>
    public decimal Tax { get; init; }

    /// <summary>Shipping fee.</summary>
    public decimal ShippingFee { get; init; }

    /// <summary>Number of the invoice, null before status 5.</summary>
    public string? InvoiceNumber { get; init; }

    /// <summary>When it was invoiced.</summary>
    public DateTimeOffset? InvoicedAt { get; init; }

    /// <summary>Serial numbers, empty before status 5.</summary>
    public IReadOnlyList<string> SerialNumbers { get; init; } = [];

    /// <summary>The lines before tax.</summary>
    public decimal Subtotal => Lines.Sum(line => line.ExtendedPrice);

    /// <summary>What the order costs.</summary>
    public decimal Total => Subtotal + Tax + ShippingFee;

    /// <summary>Whether all of it is downloaded.</summary>
    public bool IsEsd => Lines.All(line => line.Product.Type == Products.IwsProduct.Downloadable);

    /// <summary>What comes next: the status and how long the one before lasts.</summary>
    internal IReadOnlyList<(TimeSpan After, int Status)> Course { get; init; } = [];

    /// <summary>Since when it has its status, or since when it is no longer on hold.</summary>
    internal DateTimeOffset Since { get; init; }

    internal bool IsShortOfSerials { get; init; }
}
