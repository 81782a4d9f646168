using System.Text.Json.Serialization;

namespace Pipeline.Core.Orders.Intake;

/// <summary>The canonical form of an order request, for its fingerprint only. Changing it makes known keys look reused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OrderRequest))]
internal sealed partial class OrderRequestJson : JsonSerializerContext;
