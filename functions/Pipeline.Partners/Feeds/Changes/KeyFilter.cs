using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Pipeline.Partners.Feeds.Changes;

/// <summary>Remembers the keys of changed rows in one megabyte; it may take another key for one of them.</summary>
/// <remarks>
/// A row that is read without need cancels out: its article says the same in both files. A small table that stays in the
/// processor's nearest cache turns most keys away before the large one is asked.
/// </remarks>
internal sealed class KeyFilter
{
    private const int SmallBits = 18;
    private const int LargeBits = 23;

    private readonly ulong[] small = new ulong[(1 << SmallBits) / 64];
    private readonly ulong[] large = new ulong[(1 << LargeBits) / 64];

    /// <summary>Adds a key by its hash.</summary>
    public void Add(ulong hash)
    {
        Set(small, hash >> (64 - SmallBits));
        Set(large, hash & ((1 << LargeBits) - 1));
    }

    public bool MayContain(ulong hash) =>
        IsSet(small, hash >> (64 - SmallBits)) && IsSet(large, hash & ((1 << LargeBits) - 1));

    /// <summary>The hash of a key: the same on every machine, since it is kept with accepted files.</summary>
    public static ulong Hash(ReadOnlySpan<char> key) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(key));

    private static void Set(ulong[] words, ulong bit) => words[bit / 64] |= 1UL << (int)(bit % 64);

    private static bool IsSet(ulong[] words, ulong bit) => (words[bit / 64] & (1UL << (int)(bit % 64))) != 0;
}
