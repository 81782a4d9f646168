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
