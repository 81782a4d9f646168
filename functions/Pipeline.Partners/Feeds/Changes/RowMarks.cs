using Pipeline.Core.Errors;
using Pipeline.Core.Issues;
using System.IO.Hashing;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Partners.Feeds.Changes;

/// <summary>The marks of the last accepted file (<see cref="FeedStatistics.RowMarks"/>), with the issues of its rows.</summary>
internal sealed class RowMarks : IDisposable
{
    /// <summary>Form of what is packed; what an earlier build has packed otherwise is not read.</summary>
    public const byte Form = 2;

    /// <summary>Bytes of the checksum in front.</summary>
    public const int SumBytes = 8;

    private static readonly Comparer<RowMark> ByOffset = Comparer<RowMark>.Create(static (a, b) => a.Offset.CompareTo(b.Offset));

    private readonly BinaryReader reader;
    private readonly long texts;
    private readonly RowIssueKind[] kinds;
    private readonly bool anyStands;

    private RowMarks(byte[] bytes)
    {
        reader = new BinaryReader(new MemoryStream(bytes, SumBytes, bytes.Length - SumBytes));
        _ = reader.ReadByte();
        KnowsSiblings = reader.ReadBoolean();
        Judged = reader.ReadString();
        kinds = new RowIssueKind[reader.Read7BitEncodedInt()];
        for (int i = 0; i < kinds.Length; i++)
        {
            kinds[i] = RowIssueKind.Read(reader);
        }

        All = new RowMark[reader.Read7BitEncodedInt()];
        RowMark last = default;
        for (int i = 0; i < All.Length; i++)
        {
            last = All[i] = ReadMark(reader, last);
            anyStands |= last.Stands;
        }

        texts = reader.BaseStream.Position;
    }

    /// <summary>The marks by ascending offset.</summary>
    public RowMark[] All { get; }

    /// <summary>What was judged by whole columns; rows stay unread only where the new file's columns say the same.</summary>
    public string Judged { get; }

    /// <summary>Whether each row of an article with several rows has a mark.</summary>
    public bool KnowsSiblings { get; }

    /// <summary>The marks, or null when the text is not what <see cref="RowMarkLog.Pack"/> wrote, whole: then every row is read.</summary>
    public static RowMarks? Unpack(string? packed)
    {
        if (packed is null)
        {
            return null;
        }

        try
        {
            byte[] bytes = Convert.FromBase64String(packed);
            return bytes.Length > SumBytes && bytes[SumBytes] == Form && Sum(bytes.AsSpan(SumBytes)).AsSpan().SequenceEqual(bytes.AsSpan(0, SumBytes))
                ? new RowMarks(bytes)
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The checksum of everything behind it.</summary>
    public static byte[] Sum(ReadOnlySpan<byte> bytes) => XxHash3.Hash(bytes);

    /// <summary>Whether a row may say another thing on this day than it did: a delivery was ahead and is past now, or the reverse.</summary>
    public bool IsStale(RowMark mark, DateOnly fileDate) => mark is { Findings: > 0, DeliveryDay: > 0 }
        && mark.DeliveryDay < fileDate.DayNumber != FindingsOf(mark, 0).Exists(static issue => issue.Code == IssueCodes.EtaPast);

    /// <summary>Whether the row at this offset has issues.</summary>
    public bool HasFindings(long offset) => At(offset).Findings > 0;

    /// <summary>Whether the row at this offset was rejected and its article stands with what an earlier file said.</summary>
    public bool Stands(long offset) => anyStands && At(offset).Stands;

    /// <summary>Whether the first thing that is wrong with a row has this code.</summary>
    public bool IsFirst(RowMark mark, string code)
    {
        reader.BaseStream.Position = texts + mark.Position;
        return mark.Findings > 0 && kinds[reader.Read7BitEncodedInt()].Code == code;
    }

    /// <summary>What is wrong with a row.</summary>
    /// <param name="mark">The row.</param>
    /// <param name="line">The line on which it stands now.</param>
    public List<Issue> FindingsOf(RowMark mark, long line)
    {
        reader.BaseStream.Position = texts + mark.Position;
        List<Issue> issues = new(mark.Findings);
        for (int i = 0; i < mark.Findings; i++)
        {
            RowIssueKind kind = kinds[reader.Read7BitEncodedInt()];
            issues.Add(kind.At(line, reader.ReadString()));
        }

        return issues;
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    private RowMark At(long offset)
    {
        int index = Array.BinarySearch(All, new RowMark { Offset = offset }, ByOffset);
        return index >= 0 ? All[index] : default;
    }

    private static RowMark ReadMark(BinaryReader reader, RowMark last)
    {
        long offset = last.Offset + reader.Read7BitEncodedInt64();
        ulong key = reader.ReadUInt64();
        int flags = reader.Read7BitEncodedInt();
        int count = flags >> 2;
        int day = count > 0 ? reader.Read7BitEncodedInt() : 0;
        int position = count > 0 ? reader.Read7BitEncodedInt() : 0;
        return new RowMark(offset, key, (flags & 1) != 0, (flags & 2) != 0, day, count, position);
    }

}

/// <summary>What the issues of many rows have in common; packed beside marks, since the same few come again and again.</summary>
internal readonly record struct RowIssueKind(string Code, string Severity, string? Column, string Cause)
{
    public static RowIssueKind Read(BinaryReader reader)
    {
        string severity = reader.ReadByte() == 0 ? IssueSeverity.Error : IssueSeverity.Warning;
        string code = reader.ReadString();
        string column = reader.ReadString();
        return new RowIssueKind(code, severity, column.Length == 0 ? null : column, reader.ReadString());
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write((byte)(Severity == IssueSeverity.Error ? 0 : 1));
        writer.Write(Code);
        writer.Write(Column ?? string.Empty);
        writer.Write(Cause);
    }

    /// <summary>The issue of one row.</summary>
    public Issue At(long line, string text) =>
        Issue.OfRow(new RowPlace(line) { Column = Column }, Code, Severity, text.Length == 0 ? null : text, Cause);
}

/// <summary>A row that a comparison has to know of even where it stays the same: it has issues, or its article has more rows.</summary>
/// <param name="Offset">Offset of its first byte.</param>
/// <param name="Key">Hash of its key (<see cref="KeyFilter.Hash"/>), 0 when it has none.</param>
/// <param name="HasSiblings">Whether its article has other rows.</param>
/// <param name="Stands">Whether it was rejected and its article stands with what an earlier file said.</param>
/// <param name="DeliveryDay">Number of the day of the delivery that it announces, 0 when it announces none.</param>
/// <param name="Findings">How many issues it has.</param>
/// <param name="Position">Where the issues lie, for whoever keeps them.</param>
internal readonly record struct RowMark(
    long Offset, ulong Key, bool HasSiblings, bool Stands, int DeliveryDay, int Findings, int Position);

/// <summary>A marked row that stands unchanged in the new file.</summary>
/// <param name="Mark">What is known of it from the last accepted file.</param>
/// <param name="Line">Its line in the new file.</param>
/// <param name="Offset">Offset of its first byte in the new file.</param>
/// <param name="Length">Its bytes without the line end.</param>
internal readonly record struct PassedRow(RowMark Mark, long Line, long Offset, int Length);
