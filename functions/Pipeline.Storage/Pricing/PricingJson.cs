using System.Text.Json.Serialization;
using Pipeline.Core.Pricing;

namespace Pipeline.Storage.Pricing;

/// <summary>How margin rules are spelled in their blob, which people read and mend.</summary>
/// <remarks>A member that this app does not know makes the rules unreadable: a later app may have meant a condition by it.</remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(MarginRules))]
internal sealed partial class PricingJson : JsonSerializerContext;
