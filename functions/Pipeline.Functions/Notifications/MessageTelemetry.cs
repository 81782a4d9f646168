using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Pipeline.Core.Notifications;

namespace Pipeline.Functions.Notifications;

/// <summary>Counts pushes; of a refused one nothing else remains.</summary>
internal sealed class MessageTelemetry
{
    private readonly Counter<long> stored;
    private readonly Counter<long> refused;

    [SuppressMessage("Reliability", "CA2000", Justification = "The factory disposes of the meters it made.")]
    public MessageTelemetry(IMeterFactory meters)
    {
        Meter meter = meters.Create("Pipeline");
        stored = meter.CreateCounter<long>("pipeline.notifications", "{message}", "Pushed messages stored, by distributor and state");
        refused = meter.CreateCounter<long>("pipeline.notifications.refused", "{request}", "Pushes refused, by distributor and reason");
    }

    /// <summary>A message is stored.</summary>
    public void Stored(PushedMessage notification) => stored.Add(
        1, new("distributor", notification.Distributor), new("state", notification.State.ToString()));

    /// <summary>A push was refused.</summary>
    public void Refused(string distributor, string reason) =>
        refused.Add(1, new("distributor", distributor), new("reason", reason));
}
