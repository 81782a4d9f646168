using Pipeline.Core.Catalog.Facts;

namespace Pipeline.Core.Catalog.Sources;

/// <summary>Finds the articles that changed since an instant, in the change sets that the imports have kept since.</summary>
public interface IChangedArticles
{
    /// <summary>Articles found by reading the change sets once; memory holds no more of them.</summary>
    const int PassSize = 20_000;

    /// <summary>What can be answered for an instant.</summary>
    Task<ChangeWindow> FindAsync(string? distributor, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>The next articles in the order of the catalogue, each once; fewer than <see cref="PassSize"/> are the last.</summary>
    Task<IReadOnlyCollection<CatalogPlace>> ReadAsync(ChangeWindow window, CatalogPlace? after, CancellationToken cancellationToken);
}

/// <summary>What the kept change sets know of the time since an instant.</summary>
/// <param name="Since">The instant.</param>
/// <param name="Feeds">The feeds concerned.</param>
/// <param name="ExpiredBefore">From when on change sets are kept, if that is later than the instant; else null.</param>
/// <param name="IsKept">
/// Whether they name every article that changed: none was changed by an earlier version of the app, and no category file
/// changed, which shows in articles that no change set names.
/// </param>
public sealed record ChangeWindow(
    DateTimeOffset Since, IReadOnlyList<FeedId> Feeds, DateTimeOffset? ExpiredBefore, bool IsKept);
