namespace Pipeline.Core.Catalog;

/// <summary>Spreads the rows of one distributor over a fixed number of partitions.</summary>
/// <remarks>
/// The same text always falls into the same bucket, on every machine and in every version: rows are found by it.
/// FNV-1a (32 bits) over the UTF-16 units, folded; chosen for being a few lines that never change.
/// </remarks>
public static class Buckets
{
    /// <summary>Buckets of a catalogue: 673,000 rows, the largest account known, stay near 2,600 rows each.</summary>
    public const int Count = 256;

    /// <summary>The bucket of a key, from 0 to <see cref="Count"/> - 1.</summary>
    public static int Of(ReadOnlySpan<char> key) => Of(key, Count);

    /// <summary>The bucket of a key where there are others than <see cref="Count"/>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="count">A power of two up to 65,536.</param>
    public static int Of(ReadOnlySpan<char> key, int count)
    {
        uint hash = 2166136261;
        foreach (char c in key)
        {
            hash = (hash ^ c) * 16777619;
        }

        return (int)((hash ^ (hash >> 16)) & (uint)(count - 1));
    }
}
