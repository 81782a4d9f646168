namespace Pipeline.Core.Content;

/// <summary>Texts, images and specifications of a product, as a source gives them.</summary>
public sealed record ProductContent
{
    /// <summary>Code of the source.</summary>
    public required string Source { get; init; }

    /// <summary>The source's number of the product.</summary>
    public required string SourceId { get; init; }

    /// <summary>Brand as the source spells it, or null.</summary>
    public string? Brand { get; init; }

    /// <summary>Maker's part number, or null.</summary>
    public string? PartNumber { get; init; }

    /// <summary>Its GTINs.</summary>
    public IReadOnlyList<ContentGtin> Gtins { get; init; } = [];

    /// <summary>The source's category, its code and name; null when it has none.</summary>
    public ContentText? Category { get; init; }

    /// <summary>The source's number of the category, or null.</summary>
    public string? CategoryId { get; init; }

    /// <summary>Name with its brand, or null.</summary>
    public ContentText? Title { get; init; }

    /// <summary>Name without its brand, or null.</summary>
    public string? Name { get; init; }

    /// <summary>The maker's description as plain text with line breaks, or null.</summary>
    public ContentText? Description { get; init; }

    /// <summary>A description that was put together from the specifications, or null.</summary>
    public ContentText? Summary { get; init; }

    /// <summary>What speaks for it, in the maker's words if there are some.</summary>
    public IReadOnlyList<ContentText> KeyPoints { get; init; } = [];

    /// <summary>Pictures of the product, the main one first, in their original size.</summary>
    public IReadOnlyList<ContentImage> Images { get; init; } = [];

    /// <summary>Specifications in the order of the source.</summary>
    public IReadOnlyList<ContentFeature> Features { get; init; } = [];

    /// <summary>What has to be shown beside the content, with its address.</summary>
    public required ContentCredit Credit { get; init; }
}

/// <summary>A text, with the language that it really is in.</summary>
/// <param name="Text">The text.</param>
/// <param name="Language">ISO 639-1, or null when the source does not say.</param>
public sealed record ContentText(string Text, string? Language);

/// <summary>A GTIN of a product.</summary>
/// <param name="Gtin">The digits.</param>
/// <param name="IsApproved">Whether the source has checked it.</param>
public sealed record ContentGtin(string Gtin, bool IsApproved);

/// <summary>A picture.</summary>
/// <param name="Url">Where it is fetched; no secret in it.</param>
/// <param name="Width">Pixels, or null.</param>
/// <param name="Height">Pixels, or null.</param>
public sealed record ContentImage(Uri Url, int? Width, int? Height);

/// <summary>A specification.</summary>
/// <param name="Id">The source's number of it, the same for all products.</param>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, independent of any language.</param>
/// <param name="Unit">Its unit, or null.</param>
/// <param name="Shown">Value and unit as people read them.</param>
public sealed record ContentFeature(string Id, string? Name, string? Value, string? Unit, string? Shown);

/// <summary>Who is named beside a content.</summary>
public sealed record ContentCredit(string Text, Uri Url);
