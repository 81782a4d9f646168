namespace Pipeline.Partners.Feeds.Changes;

/// <summary>Packs the offsets of rows with findings (<see cref="Core.Feeds.FeedStatistics.FlaggedRows"/>).</summary>
internal static class FlaggedRows
{
    /// <summary>Most rows that are kept; with more of them the next file is read in full.</summary>
    public const int Max = 100_000;

    /// <summary>Ascending offsets as the differences between neighbours, seven bits a byte, in base 64.</summary>
    public static string Pack(IEnumerable<long> ascending)
    {
        using MemoryStream bytes = new();
        using BinaryWriter writer = new(bytes);
        long before = 0;
        foreach (long offset in ascending)
        {
            writer.Write7BitEncodedInt64(offset - before);
            before = offset;
        }

        return Convert.ToBase64String(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <summary>The offsets, or null when the text is none that <see cref="Pack"/> wrote.</summary>
    public static long[]? Unpack(string? packed)
    {
        if (packed is null)
        {
            return null;
        }

        try
        {
            using BinaryReader reader = new(new MemoryStream(Convert.FromBase64String(packed)));
            List<long> offsets = [];
            long offset = 0;
            while (reader.BaseStream.Position < reader.BaseStream.Length)
            {
                offset += reader.Read7BitEncodedInt64();
                offsets.Add(offset);
            }

            return [.. offsets];
        }
        catch (Exception exception) when (exception is FormatException or EndOfStreamException)
        {
            return null;
        }
    }
}
