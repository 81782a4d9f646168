namespace Pipeline.Core.Catalog.Facts;

/// <summary>Images and specifications of one article.</summary>
public sealed record ContentFacts
{
    /// <summary>Images, the main one first.</summary>
    public IReadOnlyList<ArticleImage> Images { get; init; } = [];

    /// <summary>Specifications in the order of the source.</summary>
    public IReadOnlyList<Specification> Specifications { get; init; } = [];

    /// <summary>Language of the texts, ISO 639-1, or null.</summary>
    public string? Language { get; init; }

    /// <summary>Who the content comes from where that is not the distributor itself, or null.</summary>
    public string? Source { get; init; }

    /// <inheritdoc/>
    public bool Equals(ContentFacts? other) => other is not null && Language == other.Language && Source == other.Source
        && Images.SequenceEqual(other.Images) && Specifications.SequenceEqual(other.Specifications);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Images.Count, Specifications.Count, Language, Source);
}

/// <summary>An image of an article.</summary>
/// <param name="Url">Where it is fetched.</param>
/// <param name="Main">Whether it is the one to show first.</param>
/// <param name="Width">Width in pixels, or null.</param>
/// <param name="Height">Height in pixels, or null.</param>
public sealed record ArticleImage(string Url, bool Main, int? Width, int? Height);

/// <summary>One property of an article, as text.</summary>
/// <param name="Group">Heading that it stands under, or null.</param>
/// <param name="Name">Name of the property.</param>
/// <param name="Value">Its value with its unit.</param>
public sealed record Specification(string? Group, string Name, string Value);
