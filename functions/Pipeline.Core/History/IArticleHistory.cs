namespace Pipeline.Core.History;

/// <summary>Keeps changes of price and stock.</summary>
public interface IArticleHistory
{
    /// <summary>Stores changes of articles of one distributor. Repeatable: the same file writes the same rows.</summary>
    Task WriteAsync(string distributor, IReadOnlyCollection<ArticleChange> changes, CancellationToken cancellationToken);

    /// <summary>The latest changes of an article, latest first.</summary>
    /// <param name="distributor">The distributor.</param>
    /// <param name="sku">Its number as compared.</param>
    /// <param name="since">None before, UTC.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    Task<IReadOnlyList<ArticleChange>> ListAsync(string distributor, string sku, DateTimeOffset since, int limit, CancellationToken cancellationToken);

    /// <summary>Removes what is older. May be repeated and cut at any point.</summary>
    /// <returns>Changes removed.</returns>
    Task<int> RemoveAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
