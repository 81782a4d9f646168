using System.Text.Json.Nodes;
using Pipeline.Core.Feeds.Changes;

namespace Pipeline.Core.Subscriptions;

/// <summary>Announces change sets as another queue does, and tells subscribers of them.</summary>
public sealed class ToldChangeQueue(IChangeQueue queue, EventPublisher publisher) : IChangeQueue
{
    /// <inheritdoc />
    public async Task AnnounceAsync(ChangeAnnouncement announcement, CancellationToken cancellationToken)
    {
        await queue.AnnounceAsync(announcement, cancellationToken);
        JsonObject data = new()
        {
            ["distributor"] = announcement.Distributor,
            ["kinds"] = new JsonArray([.. announcement.Kinds.Select(static kind => (JsonNode)kind)]),
            ["count"] = announcement.Count,
            ["acceptedAt"] = announcement.AcceptedAt.UtcDateTime,
            ["changeSet"] = announcement.Blob,
            ["href"] = $"/api/catalog.jsonl?distributor={Uri.EscapeDataString(announcement.Distributor)}&changedSince={announcement.AcceptedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'}",
        };
        await publisher.PublishAsync(
            [
                new OutgoingEvent(
                    EventKind.CatalogChanged, $"catalog:{announcement.Distributor}", announcement.AcceptedAt.UtcTicks, announcement.AcceptedAt, data.ToJsonString()),
            ],
            cancellationToken);
    }
}
