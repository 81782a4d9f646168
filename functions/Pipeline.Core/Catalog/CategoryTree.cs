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
            ? [.. stated.Names.Select(name => new Category(null, name))]
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
