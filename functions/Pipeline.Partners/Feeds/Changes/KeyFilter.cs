namespace Pipeline.Partners.Feeds.Changes;

/// <summary>Remembers the keys of changed rows in one megabyte; it may take another key for one of them.</summary>
/// <remarks>A row that is read without need cancels out: its article says the same in both files.</remarks>
internal sealed class KeyFilter
{
    private const int Bits = 1 << 23;

    private readonly ulong[] _words = new ulong[Bits / 64];

    public void Add(ReadOnlySpan<char> key)
    {
        uint bit = BitOf(key);
        _words[bit / 64] |= 1UL << (int)(bit % 64);
    }

    public bool MayContain(ReadOnlySpan<char> key)
    {
        uint bit = BitOf(key);
        return (_words[bit / 64] & (1UL << (int)(bit % 64))) != 0;
    }

    private static uint BitOf(ReadOnlySpan<char> key)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in key)
        {
            hash = (hash ^ c) * 1099511628211;
        }

        hash ^= hash >> 32;
        return (uint)(hash * 0x9E3779B97F4A7C15 >> 41);
    }
}
