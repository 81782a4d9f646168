using Pipeline.Core.History;

namespace Pipeline.Ops.Tests.Support;

/// <summary>Changes of price and stock in memory, of one distributor.</summary>
public sealed class MemoryHistory : IArticleHistory
{
    public List<ArticleChange> Changes { get; } = [];

    public Task WriteAsync(string distributor, IReadOnlyCollection<ArticleChange> changes, CancellationToken cancellationToken)
    {
        Changes.AddRange(changes);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ArticleChange>> ListAsync(string distributor, string sku, DateTimeOffset since, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ArticleChange>>([.. Changes.Where(change => change.Sku == sku && change.At >= since).OrderByDescending(static change => change.At).Take(limit)]);

    public Task<int> RemoveAsync(DateTimeOffset before, CancellationToken cancellationToken) => throw new NotSupportedException();
}
