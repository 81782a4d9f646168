using System.Text.Json.Serialization;
using Pipeline.Core.Exchanges;

namespace Pipeline.Storage.Exchanges;

/// <summary>How exchanges are spelled in their table.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(CamelCaseEnum<ExchangeDirection>)])]
[JsonSerializable(typeof(ExchangeHead))]
internal sealed partial class ExchangeJson : JsonSerializerContext;
