namespace Pipeline.Core.Feeds;

/// <summary>One column that a profile knows.</summary>
public sealed record FeedColumn
{
    /// <summary>What it means; <see cref="FeedField.Ignored"/> for a column that is known and not used.</summary>
    public FeedField Field { get; init; }

    /// <summary>Names in a header line, any of which may stand; case and surrounding blanks do not matter.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Place in a file without a header, the first column being 1; null when only a header finds it.</summary>
    public int? Position { get; init; }

    /// <summary>Whether a file without this column is refused.</summary>
    public bool Required { get; init; }
}
