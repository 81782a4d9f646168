using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pipeline.Core.Orders.Sales;

/// <summary>Sales orders as JSON, for storage: camelCase, enumerations as words, absent values left out.</summary>
/// <remarks>Holds personal data (the address) and the latest version of every document; may be larger than a table property.</remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SalesOrder))]
public sealed partial class SalesOrderJson : JsonSerializerContext
{
    /// <summary>Writes an order; <see cref="Read"/> gives it back.</summary>
    public static byte[] Write(SalesOrder order) => JsonSerializer.SerializeToUtf8Bytes(order, Default.SalesOrder);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">The bytes are no such order.</exception>
    public static SalesOrder Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, Default.SalesOrder) ?? throw new JsonException("The order is null.");
}
