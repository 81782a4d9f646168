using System.Text.Json.Serialization;
using Pipeline.Core.Executions;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Importing;

namespace Pipeline.Storage.Feeds;

/// <summary>JSON of what the feed store keeps whole.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AcceptedFile))]
[JsonSerializable(typeof(AcceptedDetail))]
[JsonSerializable(typeof(ApplyingFile))]
[JsonSerializable(typeof(RemoteStamp))]
[JsonSerializable(typeof(FeedCounts))]
[JsonSerializable(typeof(FeedImportRequest))]
internal sealed partial class FeedJson : JsonSerializerContext;
