using System.Text.Json.Serialization;
using Pipeline.Core.Alerts;
using Pipeline.Core.ErrorGroups;
using Pipeline.Core.Errors;

namespace Pipeline.Storage.Errors;

/// <summary>How groups of errors and their records are spelled in the table.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    Converters = [typeof(CamelCaseEnum<FaultScope>)])]
[JsonSerializable(typeof(ErrorGroup))]
[JsonSerializable(typeof(ErrorRecord))]
[JsonSerializable(typeof(AlertState))]
internal sealed partial class ErrorJson : JsonSerializerContext;
