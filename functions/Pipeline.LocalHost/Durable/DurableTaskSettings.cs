using Pipeline.LocalHost.Configuration;

namespace Pipeline.LocalHost.Durable;

/// <summary>What the task hub takes from <c>extensions.durableTask</c> of host.json (functions-custom-handler.md §5).</summary>
internal sealed record DurableTaskSettings
{
    /// <summary>Name of the hub: 3 to 45 letters and digits, a letter first. Default <c>TestHubName</c>, as Core Tools.</summary>
    public required string HubName { get; init; }

    /// <summary>Orchestrator turns that run at the same time. Default 10 for each core.</summary>
    public required int OrchestratorLimit { get; init; }

    /// <summary>Activities that run at the same time. Default 10 for each core.</summary>
    public required int ActivityLimit { get; init; }

    /// <summary>Whether a start may replace an instance that still runs.</summary>
    public required bool MayReplaceRunning { get; init; }

    /// <summary>Version given to instances that are started without one; null for none.</summary>
    public required string? DefaultVersion { get; init; }

    /// <summary>The same settings with the hub's name, once app settings in it are expanded.</summary>
    /// <exception cref="HostStartException">The name is none that the real host takes.</exception>
    public DurableTaskSettings WithHubName(string hubName) =>
        hubName is { Length: >= 3 and <= 45 } && char.IsAsciiLetter(hubName[0]) && hubName.All(char.IsAsciiLetterOrDigit)
            ? this with { HubName = hubName }
            : throw new HostStartException(
                $"host.json: extensions.durableTask.hubName is '{hubName}', but 3 to 45 letters and digits are expected, a letter first.");

    /// <summary>Reads the section.</summary>
    /// <exception cref="HostStartException">A setting that the real host refuses, too.</exception>
    public static DurableTaskSettings Read(JsonSection section)
    {
        if (section.Exists && section.Flag("extendedSessionsEnabled"))
        {
            throw new HostStartException(
                "host.json: extensions.durableTask.extendedSessionsEnabled must not be true for a custom handler.");
        }

        int cores = Environment.ProcessorCount;
        return new DurableTaskSettings
        {
            HubName = section.Text("hubName") ?? "TestHubName",
            OrchestratorLimit = Math.Max(1, section.Number("maxConcurrentOrchestratorFunctions", 10 * cores)),
            ActivityLimit = Math.Max(1, section.Number("maxConcurrentActivityFunctions", 10 * cores)),
            MayReplaceRunning = string.Equals(
                section.Text("overridableExistingInstanceStates"), "AnyState", StringComparison.OrdinalIgnoreCase),
            DefaultVersion = section.Text("defaultVersion"),
        };
    }
}
