using System.Text.Json;

namespace Microsoft.DurableTask.Client;

/// <summary>What a client learns about an orchestration instance.</summary>
/// <remarks>Input, output and status are there only when they were asked for. Times are to the second.</remarks>
/// <param name="Name">Name of the orchestrator.</param>
/// <param name="InstanceId">Id of the instance.</param>
public sealed record OrchestrationMetadata(string Name, string InstanceId)
{
    /// <summary>State at the time of the request.</summary>
    public required OrchestrationRuntimeStatus RuntimeStatus { get; init; }

    /// <summary>When the instance was started.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its history last grew.</summary>
    public DateTimeOffset LastUpdatedAt { get; init; }

    /// <summary>Input as JSON text; null for none.</summary>
    public string? SerializedInput { get; init; }

    /// <summary>Result as JSON text; of a failed or terminated instance the message, as a JSON string.</summary>
    public string? SerializedOutput { get; init; }

    /// <summary>Status set by the code, as JSON text; null for none.</summary>
    public string? SerializedCustomStatus { get; init; }

    /// <summary>The waiting parent; null for none.</summary>
    public string? ParentInstanceId { get; init; }

    /// <summary>Why a failed instance failed, as far as the host's HTTP API tells; null unless it failed.</summary>
    public TaskFailureDetails? FailureDetails { get; init; }

    /// <summary>True while the code is at work or waits.</summary>
    public bool IsRunning => RuntimeStatus == OrchestrationRuntimeStatus.Running;

    /// <summary>True when nothing more will happen.</summary>
    public bool IsCompleted => RuntimeStatus is OrchestrationRuntimeStatus.Completed
        or OrchestrationRuntimeStatus.Failed
        or OrchestrationRuntimeStatus.Terminated
        or OrchestrationRuntimeStatus.Canceled;

    /// <summary>How values are read.</summary>
    internal JsonSerializerOptions Json { get; init; } = JsonSerializerOptions.Web;

    /// <summary>Reads the input; the default value when there is none.</summary>
    public T? ReadInputAs<T>() => Read<T>(SerializedInput);

    /// <summary>Reads the result; the default value when there is none.</summary>
    public T? ReadOutputAs<T>() => Read<T>(SerializedOutput);

    /// <summary>Reads the status; the default value when there is none.</summary>
    public T? ReadCustomStatusAs<T>() => Read<T>(SerializedCustomStatus);

    private T? Read<T>(string? json) => json is null ? default : JsonSerializer.Deserialize<T>(json, Json);
}
