namespace Pipeline.Core.Feeds.Changes;

/// <summary>One line of a change set: an article or a category, and what the file says of it that the last accepted one did not.</summary>
public sealed record ChangeLine
{
    /// <summary>Article number as compared; null for a category.</summary>
    public string? Sku { get; init; }

    /// <summary>Article number as the file shows it; null for a category.</summary>
    public string? SkuAsShown { get; init; }

    /// <summary>Code of the category; null for an article.</summary>
    public string? Category { get; init; }

    /// <summary>
    /// <c>added</c> and <c>changed</c> by the file, <c>removed</c> when it does not name it any more, <c>expired</c> when it is
    /// the third in a row that does not.
    /// </summary>
    public required string Change { get; init; }

    /// <summary>Kinds of facts that changed: <c>product</c>, <c>price</c>, <c>stock</c>, <c>category</c>, <c>content</c>.</summary>
    public required IReadOnlyList<string> Kinds { get; init; }

    /// <summary>Names of the fields that changed, as in the catalogue; null when all did.</summary>
    public IReadOnlyList<string>? Fields { get; init; }

    /// <summary>What was said before of the fields that changed; null when nothing was.</summary>
    public ChangeValues? From { get; init; }

    /// <summary>What is said now of the fields that changed; null when nothing is.</summary>
    public ChangeValues? To { get; init; }
}
