using System.Collections.Frozen;

namespace Pipeline.Core.Channels;

/// <summary>The configured stores, in the order of their codes.</summary>
public sealed class StoreDirectory(IEnumerable<Store> stores)
{
    private readonly FrozenDictionary<string, Store> byCode = stores.ToFrozenDictionary(static store => store.Code, StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public IReadOnlyList<Store> All => [.. byCode.Values.OrderBy(static store => store.Code, StringComparer.Ordinal)];

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => byCode.Count == 0;

    /// <summary>The store with a code, or null.</summary>
    public Store? Find(string code) => byCode.GetValueOrDefault(code);
}
