namespace Pipeline.Partners.Channels.Mirakl.Orders;

/// <summary>What we decide about a line.</summary>
/// <param name="Id">The line.</param>
/// <param name="Accepted">Whether we deliver it.</param>
internal sealed record LineDecision(string Id, bool Accepted);

/// <summary>How a parcel is followed: a carrier that the operator knows by its code, any other by name and address.</summary>
internal sealed record OrderTracking
{
    public string? CarrierCode { get; init; }

    public string? CarrierName { get; init; }

    public string? CarrierStandardCode { get; init; }

    /// <summary>Address of the parcel, for carriers that the operator does not know.</summary>
    public string? CarrierUrl { get; init; }

    public string? TrackingNumber { get; init; }
}

/// <summary>What is cancelled or given back of a line. Taxes are told where the line has some.</summary>
internal sealed record LineReduction
{
    public required string OrderLineId { get; init; }

    public required decimal Amount { get; init; }

    public required decimal ShippingAmount { get; init; }

    public required int Quantity { get; init; }

    public required string ReasonCode { get; init; }

    public string? CurrencyIsoCode { get; init; }

    public IReadOnlyList<TaxAmount>? Taxes { get; init; }

    public IReadOnlyList<TaxAmount>? ShippingTaxes { get; init; }
}

internal sealed record TaxAmount(string Code, decimal Amount);

internal sealed record CancelationsMade
{
    public IReadOnlyList<CancelationMade> Cancelations { get => field ?? []; init; }
}

internal sealed record CancelationMade(string? CancelationId, string? OrderLineId);

internal sealed record RefundsMade
{
    public IReadOnlyList<RefundMade> Refunds { get => field ?? []; init; }
}

internal sealed record RefundMade(string? RefundId, string? OrderLineId)
{
    public string? OrderRefundId { get; init; }
}

/// <summary>A document to be added.</summary>
internal sealed record OrderDocumentFile(string FileName, string TypeCode, string ContentType, byte[] Content);

internal sealed record OrderDocuments
{
    public IReadOnlyList<OrderDocument> Documents => OrderDocumentList ?? [];

    [System.Text.Json.Serialization.JsonPropertyName("order_documents")]
    public IReadOnlyList<OrderDocument>? OrderDocumentList { get; init; }
}

/// <summary>A document of an order.</summary>
internal sealed record OrderDocument(string? Id, string? OrderId, string? FileName)
{
    public long? FileSize { get; init; }

    /// <summary>Code of its type.</summary>
    public string? Type { get; init; }

    public DateTimeOffset? DateUploaded { get; init; }
}

/// <summary>What became of an upload: a good answer that lists a refusal is none.</summary>
internal sealed record DocumentsUploaded
{
    public int ErrorsCount { get; init; }

    public IReadOnlyList<DocumentRefused> OrderDocuments { get => field ?? []; init; }

    /// <summary>Whether all of it is there.</summary>
    public bool IsDone => ErrorsCount == 0 && OrderDocuments.All(static one => one.Errors.Count == 0);
}

internal sealed record DocumentRefused
{
    public IReadOnlyList<ItemError> Errors { get => field ?? []; init; }

    public RefusedDocument? Input { get; init; }
}

internal sealed record RefusedDocument(string? FileName, string? TypeCode);

/// <summary>Why one of several was refused.</summary>
internal sealed record ItemError(string? Code, string? Field, string? Message);
