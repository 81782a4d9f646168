using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Pipeline.Simulators.IngramMicro;

/// <summary>Makes a faulty file of a good one.</summary>
/// <remarks>Works on any file of this simulator in an encoding of one byte a character or UTF-8. Repeatable.</remarks>
public static class FaultyFile
{
    private const int BombBytes = 512 * 1024 * 1024;

    /// <summary>Applies a fault at its usual strength.</summary>
    public static byte[] Make(FeedKind kind, byte[] good, FileFault fault) => Make(kind, good, fault, UsualPercent(fault));

    /// <summary>Applies a fault.</summary>
    /// <param name="kind">Which file it is; says which columns hold stock, price, currency and codes.</param>
    /// <param name="good">The whole good file.</param>
    /// <param name="fault">What to do to it. For <see cref="FileFault.PartialUpload"/> the visible part is made.</param>
    /// <param name="percent">Strength, 0 to 100, for the faults that have one: share of rows or of bytes.</param>
    /// <exception cref="ArgumentException">The fault does not exist for this kind of file, or is not about content.</exception>
    public static byte[] Make(FeedKind kind, byte[] good, FileFault fault, int percent) => fault switch
    {
        FileFault.None => good,
        FileFault.PartialUpload => good[..(int)((long)good.Length * percent / 100)],
        FileFault.WrongEncoding => Transcode(good),
        FileFault.DuplicateRows => Rows(kind, good, (row, chosen) => chosen ? row + row : row, percent),
        FileFault.TruncatedMidRow => Cut(good, percent),
        FileFault.Empty => [],
        FileFault.RowsGone => Rows(kind, good, (row, chosen) => chosen ? "" : row, percent),
        FileFault.AllStockZero => Columns(kind, good, StockColumns(kind), "0"),
        FileFault.OtherColumns => Columns(kind, good, MandatoryColumn(kind), null),
        FileFault.OtherCurrency when kind == FeedKind.Price => Columns(kind, good, [29], "USD"),
        FileFault.BinaryGarbage => Garbage(good.Length),
        FileFault.ZipBomb => Bomb(),
        FileFault.HeaderOnly => Rows(kind, good, (_, _) => "", 100),
        _ => throw new ArgumentException($"A {kind} file cannot have the fault {fault}.", nameof(fault)),
    };

    /// <summary>The strength of a fault when none is given.</summary>
    public static int UsualPercent(FileFault fault) => fault switch
    {
        FileFault.PartialUpload => 50,
        FileFault.DuplicateRows => 10,
        FileFault.TruncatedMidRow => 60,
        FileFault.RowsGone => 40,
        _ => 100,
    };

    private static byte[] Transcode(byte[] good)
    {
        Encoding windows = FeedTextWriter.EncodingOf(FeedEncoding.Windows1252);
        if (Ascii.IsValid(good))
        {
            return [.. Encoding.Unicode.GetPreamble(), .. Encoding.Convert(Encoding.ASCII, Encoding.Unicode, good)];
        }

        return System.Text.Unicode.Utf8.IsValid(good)
            ? windows.GetBytes(Encoding.UTF8.GetString(good).TrimStart('\uFEFF'))
            : Encoding.Convert(windows, Encoding.UTF8, good);
    }

    // The last byte that stays is inside a row: neither a line end nor the byte before one.
    private static byte[] Cut(byte[] good, int percent)
    {
        int length = (int)((long)good.Length * percent / 100);
        while (length > 0 && good.AsSpan(length - 1, Math.Min(3, good.Length - length + 1)).ContainsAny((byte)'\r', (byte)'\n'))
        {
            length--;
        }

        return good[..length];
    }

    private static byte[] Rows(FeedKind kind, byte[] good, Func<string, bool, string> change, int percent)
    {
        StringBuilder text = new(good.Length);
        int number = 0;
        foreach (string line in Lines(good))
        {
            bool isHeader = number == 0 && HasHeader(kind, line);
            // Row n is chosen when its share carries the running total over a whole number.
            bool isChosen = (long)(number + 1) * percent / 100 != (long)number * percent / 100;
            text.Append(isHeader ? line : change(line, isChosen));
            number += isHeader ? 0 : 1;
        }

        return Encoding.Latin1.GetBytes(text.ToString());
    }

    // A null value takes the column out, header included.
    private static byte[] Columns(FeedKind kind, byte[] good, int[] columns, string? value)
    {
        StringBuilder text = new(good.Length);
        char delimiter = kind == FeedKind.Category ? ';' : ',';
        bool isFirst = true;
        foreach (string line in Lines(good))
        {
            if (isFirst && value is not null && HasHeader(kind, line))
            {
                text.Append(line);
            }
            else
            {
                List<string> fields = Fields(line, delimiter);
                foreach (int column in columns.Where(column => column < fields.Count).OrderDescending())
                {
                    Change(fields, column, value);
                }

                text.AppendJoin(delimiter, fields);
            }

            isFirst = false;
        }

        return Encoding.Latin1.GetBytes(text.ToString());
    }

    private static void Change(List<string> fields, int column, string? value)
    {
        if (value is null)
        {
            fields.RemoveAt(column);
        }
        else
        {
            fields[column] = value;
        }
    }

    // Latin-1 keeps every byte as one character, whatever the file's encoding is.
    private static IEnumerable<string> Lines(byte[] good)
    {
        string text = Encoding.Latin1.GetString(good);
        for (int start = 0; start < text.Length;)
        {
            int end = text.IndexOf('\n', start) + 1;
            end = end == 0 ? text.Length : end;
            yield return text[start..end];
            start = end;
        }
    }

    private static List<string> Fields(string line, char delimiter)
    {
        List<string> fields = [];
        bool inQuotes = false;
        int start = 0;
        for (int i = 0; i < line.Length; i++)
        {
            inQuotes ^= line[i] == '"';
            if (line[i] == delimiter && !inQuotes)
            {
                fields.Add(line[start..i]);
                start = i + 1;
            }
        }

        fields.Add(line[start..]);
        return fields;
    }

    private static bool HasHeader(FeedKind kind, string firstLine) =>
        kind != FeedKind.Category && firstLine.StartsWith("Ingram Part Number", StringComparison.Ordinal);

    private static int[] StockColumns(FeedKind kind) => kind switch
    {
        FeedKind.Price => [31, 32],
        FeedKind.Stock => [2],
        _ => throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A {kind} file has no stock."), nameof(kind)),
    };

    private static int[] MandatoryColumn(FeedKind kind) => kind switch
    {
        FeedKind.Price => [8],
        FeedKind.Stock => [2],
        _ => [5],
    };

    private static byte[] Garbage(int length)
    {
        NoiseSequence noise = new(99);
        byte[] bytes = new byte[length];
        foreach (ref byte value in bytes.AsSpan())
        {
            value = (byte)noise.Below(256);
        }

        return bytes;
    }

    private static byte[] Bomb()
    {
        using MemoryStream file = new();
        using (ZipArchive archive = new(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            ZipArchiveEntry entry = archive.CreateEntry("PRICE.TXT", CompressionLevel.Optimal);
            entry.LastWriteTime = new DateTimeOffset(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);
            using Stream content = entry.Open();
            byte[] zeros = new byte[1 << 20];
            for (int written = 0; written < BombBytes; written += zeros.Length)
            {
                content.Write(zeros);
            }
        }

        return file.ToArray();
    }
}
