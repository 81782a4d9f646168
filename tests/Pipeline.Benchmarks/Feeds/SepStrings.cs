using System.Text;
using nietras.SeparatedValues;

namespace Pipeline.Benchmarks.Feeds;

/// <summary>The second rival of P1: Sep, every column of every row as a string.</summary>
internal static class SepStrings
{
    /// <summary>Reads a price file.</summary>
    /// <returns>Characters of all strings.</returns>
    public static long Count(string path)
    {
        using StreamReader text = new(path, Encoding.GetEncoding("windows-1252"));
        using SepReader reader = Sep.New(',').Reader(options => options with { DisableColCountCheck = true }).From(text);
        long characters = 0;
        foreach (SepReader.Row row in reader)
        {
            for (int column = 0; column < row.ColCount; column++)
            {
                characters += row[column].ToString().Length;
            }
        }

        return characters;
    }
}
