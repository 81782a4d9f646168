using Pipeline.LocalHost.Durable.Messages;

namespace Pipeline.LocalHost.Durable.Storage;

/// <summary>Small questions to stored states.</summary>
internal static class InstanceStates
{
    /// <summary>Whether the instance has come to an end.</summary>
    public static bool HasEnded(this InstanceState state) => HasEnded(state.Status);

    /// <summary>Whether the state is a final one.</summary>
    public static bool HasEnded(this OrchestrationStatus status) => status is OrchestrationStatus.Completed
        or OrchestrationStatus.Failed or OrchestrationStatus.Canceled or OrchestrationStatus.Terminated;

    /// <summary>The entry of that name; null when absent.</summary>
    public static string? ValueOrNull(this IDictionary<string, string> values, string name) =>
        values.TryGetValue(name, out string? value) ? value : null;
}
