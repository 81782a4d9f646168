namespace Pipeline.Core.Channels;

/// <summary>Keeps the lists that a channel gives, so that they need not be asked for again: categories, attributes, carriers, reasons.</summary>
public interface IVocabularyStore
{
    /// <summary>Reads a list; null when it is not kept.</summary>
    Task<VocabularyDocument?> FindAsync(string store, string name, CancellationToken cancellationToken);

    /// <summary>Keeps a list over the one that was kept before. May be repeated.</summary>
    Task SaveAsync(string store, string name, VocabularyDocument document, CancellationToken cancellationToken);
}

/// <summary>A list as it was given.</summary>
/// <param name="FetchedAt">When it was asked for last, UTC.</param>
/// <param name="Content">The channel's answer.</param>
public sealed record VocabularyDocument(DateTimeOffset FetchedAt, ReadOnlyMemory<byte> Content)
{
    /// <summary>Tells lists apart: SHA-256 of the content in lower-case hex. Equal digests are equal lists.</summary>
    public string Digest => field ??= Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Content.Span));
}
