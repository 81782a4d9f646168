using System.Text.Json.Serialization;
using Pipeline.Core.Feeds.Changes;

namespace Pipeline.Storage.Changes;

/// <summary>JSON of change sets and of their announcements; what is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChangeLine))]
[JsonSerializable(typeof(Named), TypeInfoPropertyName = "Sku")]
[JsonSerializable(typeof(ChangeAnnouncement))]
internal sealed partial class ChangeJson : JsonSerializerContext
{
    /// <summary>All that <c>changedSince</c> wants to know of a line.</summary>
    internal sealed record Named(string? Sku);
}
