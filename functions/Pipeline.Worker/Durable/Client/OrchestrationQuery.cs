namespace Microsoft.DurableTask.Client;

/// <summary>Which instances a client asks for; everything may be left out.</summary>
/// <param name="CreatedFrom">Started at or after this instant.</param>
/// <param name="CreatedTo">Started at or before this instant.</param>
/// <param name="Statuses">In one of these states.</param>
/// <param name="InstanceIdPrefix">With an id that starts so.</param>
/// <param name="PageSize">Instances per request, 1 to 1000; default 100.</param>
/// <param name="FetchInputsAndOutputs">True to have input, output and status as well; default false.</param>
public sealed record OrchestrationQuery(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null,
    string? InstanceIdPrefix = null,
    int PageSize = 100,
    bool FetchInputsAndOutputs = false);
