namespace Pipeline.Partners.Channels.Mirakl.Orders;

/// <summary>A parcel.</summary>
internal sealed record Shipment
{
    public string? Id { get; init; }

    public string? OrderId { get; init; }

    /// <summary>State, in the service's word.</summary>
    public string? Status { get; init; }

    public string? InvoiceReference { get; init; }

    public IReadOnlyList<ShipmentLine> ShipmentLines { get => field ?? []; init; }

    public ParcelTracking? Tracking { get; init; }

    public DateTimeOffset? ShippedDate { get; init; }
}

/// <summary>A parcel to be added.</summary>
internal sealed record NewShipment(string OrderId, IReadOnlyList<ShipmentLine> ShipmentLines)
{
    public ParcelTracking? Tracking { get; init; }

    /// <summary>Whether it has left.</summary>
    public bool Shipped { get; init; }

    /// <summary>At most 255 of letters, digits, <c>_</c> and <c>-</c>; or null.</summary>
    public string? InvoiceReference { get; init; }
}

/// <summary>Pieces of a line in a parcel.</summary>
internal sealed record ShipmentLine(string OrderLineId, int Quantity)
{
    public string? PackageReference { get; init; }
}

/// <summary>How a parcel is followed.</summary>
internal sealed record ParcelTracking
{
    public string? CarrierCode { get; init; }

    public string? CarrierName { get; init; }

    public string? CarrierStandardCode { get; init; }

    public string? TrackingNumber { get; init; }

    public string? TrackingUrl { get; init; }
}

/// <summary>How a parcel that is known is followed.</summary>
internal sealed record ShipmentTracking(string Id, ParcelTracking Tracking);

/// <summary>What became of several parcels: a good answer that lists a refusal is none.</summary>
internal sealed record ShipmentsMade
{
    public IReadOnlyList<Shipment> ShipmentSuccess { get => field ?? []; init; }

    public IReadOnlyList<ShipmentRefused> ShipmentErrors { get => field ?? []; init; }

    /// <summary>Whether all were taken.</summary>
    public bool IsDone => ShipmentErrors.Count == 0;
}

/// <summary>Why a parcel was refused.</summary>
internal sealed record ShipmentRefused
{
    public string? Id { get; init; }

    public string? OrderId { get; init; }

    public string? Message { get; init; }
}
