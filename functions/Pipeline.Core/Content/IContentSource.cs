using Pipeline.Core.Issues;

namespace Pipeline.Core.Content;

/// <summary>Knows titles, texts, images and specifications of products that we only have numbers of.</summary>
public interface IContentSource
{
    /// <summary>Its code, lower-case letters, digits and dashes.</summary>
    string Code { get; }

    /// <summary>Looks for one product in one language. May be repeated; it changes nothing.</summary>
    Task<ContentAnswer> FindAsync(ContentQuery query, CancellationToken cancellationToken);
}

/// <summary>What a product is looked for by.</summary>
/// <param name="Language">ISO 639-1.</param>
public sealed record ContentQuery(string Language)
{
    /// <summary>GTIN of 13 digits, or null.</summary>
    public string? Gtin { get; init; }

    /// <summary>Brand as the source spells it; it goes with <see cref="PartNumber"/>.</summary>
    public string? Brand { get; init; }

    /// <summary>Maker's part number, or null.</summary>
    public string? PartNumber { get; init; }
}

/// <summary>What a source answers.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Content">The content, when it was found.</param>
public sealed record ContentAnswer(ContentOutcome Outcome, ProductContent? Content = null)
{
    /// <summary>Why there is none, where a person has to act or it passes by itself; null else.</summary>
    public Issue? Problem { get; init; }

    /// <summary>The recorded exchange, or null.</summary>
    public string? ExchangeId { get; init; }
}

/// <summary>How a search for content ended, spelled in camel case in JSON.</summary>
public enum ContentOutcome
{
    /// <summary>There is content, and it is of the product that was asked for.</summary>
    Found,

    /// <summary>The source does not know the product.</summary>
    NotFound,

    /// <summary>The source knows it, and our contract does not cover it.</summary>
    OutsideSubscription,

    /// <summary>The answer is about another product.</summary>
    MatchRejected,

    /// <summary>Whether the answer is about the product, a person has to say.</summary>
    Ambiguous,

    /// <summary>It may come the next time.</summary>
    Transient,

    /// <summary>A setting is wrong: nothing will be found before it is mended.</summary>
    ConfigurationError,

    /// <summary>The question was wrong.</summary>
    InvalidRequest,

    /// <summary>The source says something that nobody knows.</summary>
    UnknownError,
}
