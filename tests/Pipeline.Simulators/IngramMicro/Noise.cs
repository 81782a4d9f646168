namespace Pipeline.Simulators.IngramMicro;

/// <summary>Repeatable noise: a number drawn from a seed, a slot and a salt, by SplitMix64's finaliser.</summary>
/// <remarks>Integer arithmetic only, so that every machine and every release of .NET gives the same bytes.</remarks>
internal static class Noise
{
    /// <summary>64 well mixed bits.</summary>
    public static ulong Mix(ulong value)
    {
        value += 0x9E37_79B9_7F4A_7C15;
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }

    /// <summary>64 bits that belong to this seed, slot and salt.</summary>
    public static ulong Bits(ulong seed, int slot, uint salt) => Mix(Mix(seed ^ ((ulong)salt << 32)) + (uint)slot);

    /// <summary>A number from 0 to <paramref name="bound"/> - 1.</summary>
    public static int Below(ulong seed, int slot, uint salt, int bound) =>
        (int)((Bits(seed, slot, salt) >> 32) * (ulong)bound >> 32);
}
