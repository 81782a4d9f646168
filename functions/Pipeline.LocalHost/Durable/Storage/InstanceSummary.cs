using System.Globalization;
using Pipeline.LocalHost.Durable.Messages;

namespace Pipeline.LocalHost.Durable.Storage;

/// <summary>What lists and filters need of an instance; kept as metadata of its blob.</summary>
/// <param name="Status">State of the instance.</param>
/// <param name="Created">When it was started.</param>
/// <param name="HasWork">Whether the hub must look at it after a restart.</param>
internal sealed record InstanceSummary(OrchestrationStatus Status, DateTimeOffset Created, bool HasWork)
{
    /// <summary>The summary of a state.</summary>
    public static InstanceSummary Of(InstanceState state) => new(
        state.Status,
        state.Created.ToDateTimeOffset(),
        !state.HasEnded() || state.Activities.Count > 0 || state.Outbox.Count > 0);

    /// <summary>The metadata of the blob.</summary>
    public Dictionary<string, string> ToMetadata() => new(StringComparer.Ordinal)
    {
        ["status"] = Status.ToString(),
        ["created"] = Created.ToString("O", CultureInfo.InvariantCulture),
        ["work"] = HasWork ? "1" : "0",
    };

    /// <summary>Reads the metadata of a blob; an unreadable one counts as work, so that the state itself decides.</summary>
    public static InstanceSummary FromMetadata(IDictionary<string, string> metadata)
    {
        bool isReadable = Enum.TryParse(metadata.ValueOrNull("status"), out OrchestrationStatus status)
            & DateTimeOffset.TryParse(
                metadata.ValueOrNull("created"), CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset created);
        return new InstanceSummary(status, created, !isReadable || metadata.ValueOrNull("work") != "0");
    }
}
