namespace Pipeline.Simulators.IngramMicro;

/// <summary>A repeatable sequence of draws from one seed.</summary>
internal sealed class NoiseSequence(ulong seed)
{
    private ulong state = seed;

    /// <summary>The next number from 0 to <paramref name="bound"/> - 1.</summary>
    public int Below(int bound)
    {
        state += 0x9E37_79B9_7F4A_7C15;
        return (int)((Noise.Mix(state) >> 32) * (ulong)bound >> 32);
    }

    /// <summary>The next number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);
}
