using System.Text.Json.Serialization;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Storage.Orders;

/// <summary>How the small records of orders are spelled in tables and queues.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(CamelCaseEnum<OrderState>)])]
[JsonSerializable(typeof(OrderEvent))]
[JsonSerializable(typeof(OrderSignal))]
[JsonSerializable(typeof(OrderSummary))]
internal sealed partial class OrderJson : JsonSerializerContext;
