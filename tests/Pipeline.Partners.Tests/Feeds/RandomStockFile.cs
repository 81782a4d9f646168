using System.Globalization;
using System.Text;

namespace Pipeline.Partners.Tests.Feeds;

/// <summary>Stock files at random: a first one, and what an hour, an operator or a bad day make of it.</summary>
internal sealed class RandomStockFile(Random random)
{
    private const string Header = "Ingram Part Number,Plant,Availability (Local Stock),Availability (Central Stock)";

    private readonly bool singleRows = random.Next(3) == 0;
    private int numbers;

    private readonly string lineEnd = random.Next(3) == 0 ? "\n" : "\r\n";

    public List<string> First()
    {
        int rows = random.Next(1, 120);
        return [.. Enumerable.Range(0, rows).Select(_ => Row())];
    }

    public List<string> Next(List<string> rows)
    {
        if (singleRows && random.Next(2) == 0)
        {
            return [.. rows.Select(row => random.Next(10) == 0 ? Changed(row) : row)];
        }

        List<string> next = [.. rows];
        if (random.Next(12) == 0)
        {
            return [.. next.OrderBy(_ => random.Next())];
        }

        for (int edits = random.Next(12); edits > 0 && next.Count > 0; edits--)
        {
            int at = random.Next(next.Count);
            string row = next[at];
            switch (random.Next(6))
            {
                case 0:
                    next.InsertRange(at, Enumerable.Range(0, random.Next(1, 40)).Select(_ => Row()));
                    break;
                case 1:
                    next.RemoveRange(at, Math.Min(next.Count - at, random.Next(1, 40)));
                    break;
                case 2:
                    next.RemoveAt(at);
                    next.Insert(random.Next(next.Count + 1), row);
                    break;
                case 3:
                    next.Insert(random.Next(next.Count + 1), row);
                    break;
                case 4:
                    next[at] = Changed(row);
                    break;
                default:
                    next[at] = Row();
                    break;
            }
        }

        return next;
    }

    public byte[] Bytes(List<string> rows)
    {
        StringBuilder text = new(Header + lineEnd);
        for (int i = 0; i < rows.Count; i++)
        {
            // Now and then the other line end, and no line end at all behind the last row.
            string end = random.Next(40) == 0 ? "\n" : lineEnd;
            text.Append(rows[i]).Append(i == rows.Count - 1 && IsWhole(rows[i]) && random.Next(3) == 0 ? string.Empty : end);
        }

        return Encoding.Latin1.GetBytes(text.ToString());
    }

    private static bool IsWhole(string row) => row.Count(c => c == ',') == 3 && !row.Contains('"', StringComparison.Ordinal);

    private string Changed(string row) => row.Contains('"', StringComparison.Ordinal) || !row.Contains(',', StringComparison.Ordinal)
        ? Row()
        : $"{row[..row.IndexOf(',', StringComparison.Ordinal)]},NL0{random.Next(3)},{Quantity()},{Quantity()}";

    private string Row()
    {
        string sku = Sku();
        return random.Next(25) switch
        {
            0 => $"{sku},NL01,7",
            1 => $"{sku},NL01,7,8,9",
            2 => $"{sku},NL01,\"7,8",
            3 => $",NL01,{Quantity()},{Quantity()}",
            4 => $"{sku},NL01,many,{Quantity()}",
            5 => "",
            6 => $" {sku} , NL02 , {Quantity()},{Quantity()} ",
            _ => $"{sku},NL0{random.Next(3)},{Quantity()},{Quantity()}",
        };
    }

    private string Sku()
    {
        // Without several rows an article, the reader may leave out its second pass.
        int number = singleRows ? ++numbers : random.Next(1, 60);
        return random.Next(5) switch
        {
            0 => number.ToString("D18", CultureInfo.InvariantCulture),
            1 => $"ab-{number}",
            2 => $"AB-{number}é",
            _ => number.ToString("D7", CultureInfo.InvariantCulture),
        };
    }

    private string Quantity() => random.Next(6) == 0 ? "-3" : random.Next(4).ToString(CultureInfo.InvariantCulture);
}
