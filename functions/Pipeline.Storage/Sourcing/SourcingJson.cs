using System.Text.Json.Serialization;
using Pipeline.Core.Currencies;
using Pipeline.Core.Orders.Sourcing;

namespace Pipeline.Storage.Sourcing;

/// <summary>How the rows of <see cref="SourcingStore"/> are spelled.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SourcingRules))]
[JsonSerializable(typeof(DistributorStop))]
[JsonSerializable(typeof(CurrencySheet))]
[JsonSerializable(typeof(IReadOnlyList<Promise>), TypeInfoPropertyName = "Promises")]
[JsonSerializable(typeof(IReadOnlyList<DateTimeOffset>), TypeInfoPropertyName = "Enquiries")]
internal sealed partial class SourcingJson : JsonSerializerContext;
