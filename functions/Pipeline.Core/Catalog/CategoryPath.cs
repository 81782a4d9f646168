namespace Pipeline.Core.Catalog;

/// <summary>One row of a category file: the levels from the first to the last.</summary>
/// <param name="Levels">1 to 3 levels; the code of the last one is the key of the row.</param>
public sealed record CategoryPath(IReadOnlyList<Category> Levels)
{
    /// <summary>Key of the row: the code of the last level.</summary>
    public string Code => Levels[^1].Code ?? string.Empty;

    /// <inheritdoc/>
    public bool Equals(CategoryPath? other) => other is not null && Levels.SequenceEqual(other.Levels);

    /// <inheritdoc/>
    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);
}

/// <summary>One level of a distributor's category tree.</summary>
/// <param name="Code">The key, text also where it looks like a number (<c>0001</c>); null where only the name is known.</param>
/// <param name="Name">Name in the language of the file; null where only the code is known.</param>
public sealed record Category(string? Code, string? Name);

/// <summary>The category as a price file states it: by names, by the code of the last level, or not at all.</summary>
/// <param name="Code">Code of the last level (BE layout, Fusion layout), or null.</param>
/// <param name="Names">Names from the first level to the last (NL layout), or empty.</param>
public sealed record CategoryNames(string? Code, IReadOnlyList<string> Names)
{
    /// <summary>No category stated.</summary>
    public static CategoryNames None { get; } = new(null, []);

    /// <inheritdoc/>
    public bool Equals(CategoryNames? other) =>
        other is not null && Code == other.Code && Names.SequenceEqual(other.Names, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Code, Names.Count, Names.Count > 0 ? Names[^1] : null);
}
