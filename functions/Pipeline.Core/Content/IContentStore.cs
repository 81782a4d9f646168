namespace Pipeline.Core.Content;

/// <summary>Keeps what sources of content have answered.</summary>
public interface IContentStore
{
    /// <summary>Reads an answer; null when none is kept.</summary>
    Task<KeptContent?> FindAsync(string key, CancellationToken cancellationToken);

    /// <summary>Keeps an answer over the one before. May be repeated.</summary>
    Task SaveAsync(string key, KeptContent content, CancellationToken cancellationToken);
}
