using Pipeline.Core.Feeds.Changes;

namespace Pipeline.Core.History;

/// <summary>Announces change sets as another queue does, and asks for their history to be written: beside the import, which does not wait for it.</summary>
public sealed class NotedChangeQueue(IChangeQueue queue, IHistoryQueue history) : IChangeQueue
{
    private static readonly string Folder = ChangeSetNames.WithContainer(string.Empty);

    /// <inheritdoc />
    public async Task AnnounceAsync(ChangeAnnouncement announcement, CancellationToken cancellationToken)
    {
        await queue.AnnounceAsync(announcement, cancellationToken);
        if (announcement.Kinds.Any(static kind => kind is "price" or "stock" or "product"))
        {
            await history.SendAsync(new HistoryNotice(announcement.Blob[Folder.Length..]), cancellationToken);
        }
    }
}
