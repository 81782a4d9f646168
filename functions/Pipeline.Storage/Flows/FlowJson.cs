using System.Text.Json.Serialization;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Running;

namespace Pipeline.Storage.Flows;

/// <summary>How flow records are spelled in tables and queues.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(CamelCaseEnum<ExecutionStatus>), typeof(CamelCaseEnum<FlowMode>)])]
[JsonSerializable(typeof(Execution))]
[JsonSerializable(typeof(FlowState))]
[JsonSerializable(typeof(FlowExecutionMessage))]
internal sealed partial class FlowJson : JsonSerializerContext;
