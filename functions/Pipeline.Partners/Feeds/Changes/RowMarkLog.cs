using Pipeline.Core.Issues;


namespace Pipeline.Partners.Feeds.Changes;

/// <summary>Gathers the marks of the new file for the comparison with the one after it.</summary>
internal sealed class RowMarkLog : IDisposable
{
    /// <summary>Most rows with issues, and most rows with siblings, that are kept.</summary>
    public const int Max = 100_000;

    private readonly List<RowMark> marks = [];
    private readonly Dictionary<RowIssueKind, int> kinds = [];
    private readonly BinaryWriter texts = new(new MemoryStream(32 * 1024));
    private int flagged;
    private int siblings;

    /// <summary>Whether all rows of articles with several rows are told; otherwise none is kept.</summary>
    public bool KnowsSiblings { get; set; } = true;

    /// <summary>What was judged by whole columns (<see cref="Rows.FeedRows.Judged"/>).</summary>
    public string Judged { get; set; } = string.Empty;

    /// <summary>Marks a row with issues.</summary>
    public void Add(long offset, ulong key, int deliveryDay, IReadOnlyList<Issue> issues)
    {
        if (++flagged > Max)
        {
            return;
        }

        marks.Add(new RowMark(offset, key, HasSiblings: false, Stands: false, deliveryDay, issues.Count, (int)texts.BaseStream.Position));
        foreach (Issue issue in issues)
        {
            RowIssueKind kind = new(issue.Code, issue.Severity, issue.Row?.Column, issue.Cause);
            if (!kinds.TryGetValue(kind, out int index))
            {
                kinds.Add(kind, index = kinds.Count);
            }

            texts.Write7BitEncodedInt(index);
            texts.Write(issue.Text ?? string.Empty);
        }
    }

    /// <summary>Marks a row whose article has other rows.</summary>
    public void AddSibling(long offset, ulong key)
    {
        if (++siblings <= Max && KnowsSiblings)
        {
            marks.Add(new RowMark(offset, key, HasSiblings: true, Stands: false, 0, 0, 0));
        }
    }

    /// <summary>Marks a rejected row whose article stands with what an earlier file said.</summary>
    public void AddStanding(long offset, ulong key)
    {
        if (flagged <= Max)
        {
            marks.Add(new RowMark(offset, key, HasSiblings: false, Stands: true, 0, 0, 0));
        }
    }

    /// <summary>The marks as text, or null when too many rows have issues: then the next file is read in full.</summary>
    public string? Pack()
    {
        if (flagged > Max)
        {
            return null;
        }

        KnowsSiblings &= siblings <= Max;
        using MemoryStream bytes = new((16 * marks.Count) + (int)texts.BaseStream.Length + 4096);
        using BinaryWriter writer = new(bytes);
        writer.Write(new byte[RowMarks.SumBytes]);
        writer.Write(RowMarks.Form);
        writer.Write(KnowsSiblings);
        writer.Write(Judged);
        writer.Write7BitEncodedInt(kinds.Count);
        foreach (RowIssueKind kind in kinds.Keys)
        {
            kind.Write(writer);
        }

        Merge();
        WriteMarks(writer, marks);
        writer.Write(((MemoryStream)texts.BaseStream).GetBuffer(), 0, (int)texts.BaseStream.Length);
        Span<byte> whole = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        RowMarks.Sum(whole[RowMarks.SumBytes..]).CopyTo(whole);
        return Convert.ToBase64String(whole);
    }

    /// <inheritdoc/>
    public void Dispose() => texts.Dispose();

    private static void WriteMarks(BinaryWriter writer, List<RowMark> marks)
    {
        writer.Write7BitEncodedInt(marks.Count);
        long before = 0;
        foreach (RowMark mark in marks)
        {
            writer.Write7BitEncodedInt64(mark.Offset - before);
            writer.Write(mark.Key);
            writer.Write7BitEncodedInt((mark.Findings << 2) | (mark.Stands ? 2 : 0) | (mark.HasSiblings ? 1 : 0));
            if (mark.Findings > 0)
            {
                writer.Write7BitEncodedInt(mark.DeliveryDay);
                writer.Write7BitEncodedInt(mark.Position);
            }

            before = mark.Offset;
        }
    }

    /// <summary>Leaves one mark a row, by ascending offset; none of siblings when they are not all known.</summary>
    private void Merge()
    {
        marks.Sort(static (a, b) => a.Offset.CompareTo(b.Offset));
        int count = 0;
        for (int i = 0; i < marks.Count; i++)
        {
            RowMark mark = marks[i];
            if (count > 0 && marks[count - 1] is var last && last.Offset == mark.Offset)
            {
                marks[count - 1] = (last.Findings > 0 ? last : mark) with
                {
                    HasSiblings = KnowsSiblings && (last.HasSiblings || mark.HasSiblings),
                    Stands = last.Stands || mark.Stands,
                };
            }
            else if (mark.Findings > 0 || mark.Stands || KnowsSiblings)
            {
                marks[count++] = mark;
            }
        }

        marks.RemoveRange(count, marks.Count - count);
    }
}
