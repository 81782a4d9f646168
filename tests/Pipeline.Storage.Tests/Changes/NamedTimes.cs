using System.Globalization;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Changes;

namespace Pipeline.Storage.Tests.Changes;

/// <summary>Change sets whose times are those of their names: by the test's clock instead of the emulator's.</summary>
internal sealed class NamedTimes(IChangeSetStore store) : IChangeSetStore
{
    public IChangeSetWriter Begin(string blob, string localPath) => store.Begin(blob, localPath);

    public Task<bool> PublishAsync(string blob, CancellationToken cancellationToken) => store.PublishAsync(blob, cancellationToken);

    public IAsyncEnumerable<StoredChangeSet> ListAsync(FeedId feed, CancellationToken cancellationToken) =>
        store.ListAsync(feed, cancellationToken).Select(set => set with
        {
            At = DateTimeOffset.ParseExact(
                set.Blob.Substring($"{feed}/".Length, "yyyy/MM/dd/HHmmss".Length),
                "yyyy/MM/dd/HHmmss",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal),
        });

    public IAsyncEnumerable<string> ReadArticlesAsync(string blob, CancellationToken cancellationToken) => store.ReadArticlesAsync(blob, cancellationToken);

    public IAsyncEnumerable<ChangeLine> ReadLinesAsync(string blob, CancellationToken cancellationToken) => store.ReadLinesAsync(blob, cancellationToken);

    public Task DeleteAsync(string blob, CancellationToken cancellationToken) => store.DeleteAsync(blob, cancellationToken);
}
