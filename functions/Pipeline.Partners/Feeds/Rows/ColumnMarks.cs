using System.Globalization;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Partners.Feeds.Files;
using Pipeline.Partners.Feeds.Values;
using Pipeline.Partners.Values;

namespace Pipeline.Partners.Feeds.Rows;

/// <summary>
/// Which decimal mark the columns of one file use: told by the numbers of the whole column whose form leaves nothing open,
/// and where the column has none, by columns of its like. The file is looked through when the first open number asks.
/// </summary>
internal sealed class ColumnMarks(FeedText text)
{
    private const byte Both = 1;
    private const int BufferBytes = 256 * 1024;
    private const char None = '?';

    private static readonly FeedField[] Money =
    [
        FeedField.Price, FeedField.RetailPrice, FeedField.MusicCopyrightFee, FeedField.RecyclingFee, FeedField.DocumentCopyrightFee,
        FeedField.BatteryFee, FeedField.TotalFees,
    ];

    private static readonly FeedField[] Pieces =
        [FeedField.LocalStock, FeedField.CentralStock, FeedField.LocalBacklog, FeedField.CentralBacklog];

    private static readonly FeedField[] Sizes =
        [FeedField.Weight, FeedField.Volume, FeedField.Length, FeedField.Width, FeedField.Height];

    private readonly Lock @lock = new();
    private readonly SortedSet<FeedField> asked = [];
    private byte[]? found;

    /// <summary>What was asked and answered, for the comparison with the next file: its open numbers must mean the same.</summary>
    public string Judged
    {
        get
        {
            lock (@lock)
            {
                return string.Join(' ', asked.Select(one => $"{(int)one}{(Answer(one) is { } mark ? (char)mark : None)}"));
            }
        }
    }

    public static bool IsNumber(FeedField field) => Money.Contains(field) || Pieces.Contains(field);

    public static bool IsSize(FeedField field) => Sizes.Contains(field);

    /// <summary>The decimal mark of a column; null when nothing tells, or the column says both.</summary>
    public byte? Of(FeedField field)
    {
        lock (@lock)
        {
            _ = asked.Add(field);
            found ??= Gather();
            return Answer(field);
        }
    }

    /// <summary>Whether this file answers as another one did; asks what that one was asked.</summary>
    public bool AnswersAs(string judged) => judged.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(answer =>
        int.TryParse(answer[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out int field)
        && Of((FeedField)field) == (answer[^1] is None ? null : (byte?)answer[^1]));

    private byte? Answer(FeedField field)
    {
        byte own = found![(int)field];
        if (own != 0)
        {
            return own == Both ? null : own;
        }

        byte like = Together(Sizes.Contains(field) ? Sizes : Pieces.Contains(field) ? Pieces : Money);
        like = like == 0 && Pieces.Contains(field) ? Together(Money) : like;
        return like is 0 or Both ? null : like;
    }

    private byte Together(FeedField[] fields)
    {
        byte marks = 0;
        foreach (FeedField field in fields)
        {
            marks = Join(marks, found![(int)field]);
        }

        return marks;
    }

    private static byte Join(byte one, byte other) => one == 0 || one == other ? other : other == 0 ? one : Both;

    private byte[] Gather()
    {
        byte[] found = new byte[FeedLayout.FieldCount];
        (FeedField Field, int Column)[] columns =
        [
            .. Money.Concat(Pieces).Concat(Sizes).Select(field => (field, text.Layout[field])).Where(static at => at.Item2 >= 0).OrderBy(static at => at.Item2),
        ];
        using RowCursor cursor = text.Rows(BufferBytes);
        while (columns.Length > 0 && cursor.TryRow(0, out int length, out int next))
        {
            Look(cursor.Buffered[..length], columns, found);
            cursor.Advance(next, 1);
        }

        return found;
    }

    private void Look(ReadOnlySpan<byte> row, (FeedField Field, int Column)[] columns, byte[] found)
    {
        int start = 0;
        int at = 0;
        for (int column = 0; start >= 0 && at < columns.Length; column++)
        {
            start = FieldScanner.Next(row, start, text.Delimiter, out Range range, out _);
            if (column == columns[at].Column)
            {
                FeedField field = columns[at++].Field;
                ReadOnlySpan<byte> raw = row[range];
                if (found[(int)field] != Both && raw.ContainsAny(",."u8))
                {
                    byte mark = NumberForm.MarkOf(Spreadsheet.Unwrap(FieldText.Trim(FieldScanner.Value(raw))), Pieces.Contains(field));
                    found[(int)field] = Join(found[(int)field], mark);
                }
            }
        }
    }
}
