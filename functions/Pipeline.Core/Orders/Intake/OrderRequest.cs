using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Sales;

namespace Pipeline.Core.Orders.Intake;

/// <summary>What somebody wants ordered: read and checked, with each default filled in. See <see cref="OrderRequestReader"/>.</summary>
public sealed record OrderRequest
{
    /// <summary>Where it came from.</summary>
    public required OrderSource Source { get; init; }

    /// <summary>Where the goods go; null only when it was placed elsewhere.</summary>
    public DeliveryAddress? ShipTo { get; init; }

    /// <summary>Preferred day of delivery, or null.</summary>
    public DateOnly? RequestedDeliveryDate { get; init; }

    /// <summary>Whether everything must come in one shipment.</summary>
    public bool ShipComplete { get; init; }

    /// <summary>The end user's reference, or null.</summary>
    public string? EndUserReference { get; init; }

    /// <summary>Lines with different numbers, each with one article key.</summary>
    public required IReadOnlyList<SalesOrderLine> Lines { get; init; }

    /// <summary>Where it was placed already, or null when it is still to be placed.</summary>
    public PlacedElsewhere? PlacedElsewhere { get; init; }

    /// <summary>Whether this order alone is to end as <c>simulated</c>.</summary>
    public bool IsTest { get; init; }

    /// <summary>SHA-256 of what is wanted, in lower-case hexadecimal digits.</summary>
    /// <remarks>
    /// Blanks, the order of members, a default written out or left away and trailing zeros of prices make no difference.
    /// </remarks>
    public string Fingerprint() =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, OrderRequestJson.Default.OrderRequest)));
}

/// <summary>Says that an order was placed by other means and is only to be followed.</summary>
/// <param name="Distributor">Where it was placed.</param>
/// <param name="PurchaseOrderNumber">The number it was placed under.</param>
/// <param name="DistributorOrderNumber">The distributor's number of it, or null when it is not known yet.</param>
public sealed record PlacedElsewhere(
    string Distributor, PurchaseOrderNumber PurchaseOrderNumber, string? DistributorOrderNumber)
{
    /// <summary>The numbers that messages about the order may carry.</summary>
    public IReadOnlyList<string> Numbers() => DistributorOrderNumber is { } number
        ? [PurchaseOrderNumber.Value, number]
        : [PurchaseOrderNumber.Value];
}

/// <summary>The canonical form of an order request, for its fingerprint only. Changing it makes known keys look reused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OrderRequest))]
internal sealed partial class OrderRequestJson : JsonSerializerContext;
