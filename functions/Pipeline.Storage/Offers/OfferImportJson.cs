using System.Text.Json.Serialization;
using Pipeline.Core.Channels.Offers;
using Pipeline.Core.Offers.Sending;

namespace Pipeline.Storage.Offers;

/// <summary>How imports of offers are spelled in rows, blobs and queues.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    Converters = [typeof(CamelCaseEnum<OfferImportStage>), typeof(CamelCaseEnum<OfferImportState>)])]
[JsonSerializable(typeof(OfferImport))]
[JsonSerializable(typeof(KeptReport))]
[JsonSerializable(typeof(OfferStep))]
internal sealed partial class OfferImportJson : JsonSerializerContext;

/// <summary>What was read of a report.</summary>
internal sealed record KeptReport(string ContentType, RefusedRow[] Rows);
