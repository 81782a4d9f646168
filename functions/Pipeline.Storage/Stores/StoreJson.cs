using System.Text.Json.Serialization;
using Pipeline.Core.Channels;
using Pipeline.Core.Channels.Orders.Importing;

namespace Pipeline.Storage.Stores;

/// <summary>How what is remembered of stores is spelled.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    Converters = [typeof(CamelCaseEnum<StoreMode>), typeof(CamelCaseEnum<ChannelClaimState>)])]
[JsonSerializable(typeof(StoreState))]
[JsonSerializable(typeof(ChannelOrderClaim))]
[JsonSerializable(typeof(ChannelReadMark))]
internal sealed partial class StoreJson : JsonSerializerContext;
