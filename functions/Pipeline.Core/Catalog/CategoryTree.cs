using System.Collections.Frozen;

namespace Pipeline.Core.Catalog;

/// <summary>Joins what a price file says of a category with the distributor's category file.</summary>
/// <remarks>
/// By the code of the last level; where the price file has names only, by the names of all levels, compared without
/// case and outer blanks. What cannot be joined is shown as the price file has it.
/// </remarks>
public sealed class CategoryTree
{
    private readonly FrozenDictionary<string, CategoryPath> byCode;
    private readonly FrozenDictionary<string, CategoryPath> byNames;

    /// <summary>Indexes category rows.</summary>
    /// <param name="paths">Rows; where two have equal names the first one counts, so give them in a fixed order.</param>
    /// <param name="version">Sequence number of the category file that was accepted last.</param>
    /// <param name="changedAt">When the categories last changed, or null.</param>
    public CategoryTree(IEnumerable<CategoryPath> paths, long version, DateTimeOffset? changedAt)
    {
        Version = version;
        ChangedAt = changedAt;
        var codes = new Dictionary<string, CategoryPath>(StringComparer.Ordinal);
        var names = new Dictionary<string, CategoryPath>(StringComparer.Ordinal);
        foreach (CategoryPath path in paths)
        {
            codes.TryAdd(path.Code, path);
            names.TryAdd(NameKey(path.Levels.Select(level => level.Name)), path);
        }

        byCode = codes.ToFrozenDictionary(StringComparer.Ordinal);
        byNames = names.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>A distributor without a category file.</summary>
    public static CategoryTree Empty { get; } = new([], 0, null);

    /// <summary>Sequence number of the category file that was accepted last; 0 without one.</summary>
    public long Version { get; }

    /// <summary>When the categories last changed, UTC.</summary>
    public DateTimeOffset? ChangedAt { get; }

    /// <summary>The levels of a category, with codes and names as far as they are known.</summary>
    public IReadOnlyList<Category> Join(CategoryNames stated) => Find(stated) is { } path
        ? path.Levels
        : stated.Names.Count > 0
            ? [.. stated.Names.Select((name, level) => new Category(stated.CodeOf(level), name))]
            : stated.Code is null ? [] : [new Category(stated.Code, null)];

    /// <summary>Whether the category file knows the category.</summary>
    public bool Knows(CategoryNames stated) => Find(stated) is not null;

    private static string NameKey(IEnumerable<string?> names) =>
        string.Join('\u001f', names.Select(name => name?.Trim().ToUpperInvariant()));

    private CategoryPath? Find(CategoryNames stated)
    {
        if (stated.Code is not null && byCode.TryGetValue(stated.Code, out CategoryPath? coded))
        {
            return coded;
        }

        return stated.Names.Count > 0 ? byNames.GetValueOrDefault(NameKey(stated.Names)) : null;
    }
}

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

    /// <summary>Code of a level, from 0, where the last one's names those above it (<c>net.switch</c> is in <c>net</c>); else null.</summary>
    public string? CodeOf(int level)
    {
        string[] parts = Code?.Split('.') ?? [];
        return parts.Length == Names.Count && parts.All(static part => part.Length > 0) ? string.Join('.', parts[..(level + 1)]) : null;
    }

    /// <inheritdoc/>
    public bool Equals(CategoryNames? other) =>
        other is not null && Code == other.Code && Names.SequenceEqual(other.Names, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Code, Names.Count, Names.Count > 0 ? Names[^1] : null);
}
