namespace Pipeline.Core.Catalog;

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
