using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds;

namespace Pipeline.Ops.Tests.Support;

/// <summary>Where feeds stand, in memory.</summary>
public sealed class MemoryFeeds : IFeedStore
{
    public Dictionary<FeedId, FeedRecord> Records { get; } = [];

    public List<FeedFile> Files { get; } = [];

    public Task<FeedRecord> ReadAsync(FeedId feed, CancellationToken cancellationToken) =>
        Task.FromResult(Records.GetValueOrDefault(feed) ?? new FeedRecord { Feed = feed });

    public IAsyncEnumerable<FeedRecord> ReadAllAsync(string? distributor, CancellationToken cancellationToken) =>
        Records.Values.Where(record => distributor is null || record.Feed.Distributor == distributor).ToAsyncEnumerable();

    public Task UpdateAsync(FeedId feed, Func<FeedRecord, FeedRecord> change, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<string> WriteDetailAsync(FeedId feed, long sequence, string executionId, AcceptedDetail detail, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<AcceptedDetail?> ReadDetailAsync(string name, CancellationToken cancellationToken) => Task.FromResult<AcceptedDetail?>(null);

    public Task<FeedFile?> FindFileAsync(FeedId feed, string blob, CancellationToken cancellationToken) =>
        Task.FromResult(Files.Find(file => file.Feed == feed && file.Blob == blob));

    public Task WriteFileAsync(FeedFile file, CancellationToken cancellationToken)
    {
        _ = Files.RemoveAll(known => known.Feed == file.Feed && known.Blob == file.Blob);
        Files.Add(file);
        return Task.CompletedTask;
    }

    public Task<FeedFile?> FindLastSettledAsync(FeedId feed, CancellationToken cancellationToken) =>
        Task.FromResult(Files.Find(file => file.Feed == feed && file.IsSettled));

    public IAsyncEnumerable<FeedFile> ReadFilesAsync(FeedId feed, CancellationToken cancellationToken) =>
        Files.Where(file => file.Feed == feed).ToAsyncEnumerable();
}
