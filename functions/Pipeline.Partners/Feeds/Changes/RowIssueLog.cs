using Pipeline.Core.Issues;
using System.Text;
using Pipeline.Core.Feeds.RowIssues;
using Pipeline.Partners.Feeds.Rows;

namespace Pipeline.Partners.Feeds.Changes;

/// <summary>Keeps the findings of a file in a temporary file until the report is written.</summary>
/// <remarks>Rows are shown as they stand in the file, which is read again for the report only.</remarks>
internal sealed class RowIssueLog(string path, FeedRows text) : IDisposable
{
    private const int MaxSorted = 1_000_000;
    private const int MaxRawBytes = 2000;

    private readonly List<(long Line, long Position)> index = [];
    private BinaryWriter? writer;
    private long firstErrorLine = long.MaxValue;

    /// <summary>The error with the lowest line.</summary>
    public RowIssue? FirstError { get; private set; }

    public long Warnings { get; private set; }

    public long ForeignCurrencyRows { get; private set; }

    /// <summary>What the comparison with the next file is told of the rows of this one.</summary>
    public RowMarkLog Marks { get; } = new();

    /// <summary>Adds what is wrong with a row that was read.</summary>
    public void Add(in SpilledRow row, int deliveryDay, IReadOnlyList<RowIssue> findings)
    {
        Marks.Add(row.Offset, row.Key.Length > 0 ? KeyFilter.Hash(row.Key) : 0, deliveryDay, findings);
        Add(findings, row.Offset, row.Bytes.Length);
    }

    /// <summary>Adds what was wrong, and is still, with a row that stays unread.</summary>
    public void Carry(PassedRow row, RowMarks marks)
    {
        RowMark mark = row.Mark;
        if (mark.Findings > 0)
        {
            List<RowIssue> findings = marks.FindingsOf(mark, row.Line);
            Marks.Add(row.Offset, mark.Key, mark.DeliveryDay, findings);
            Add(findings, row.Offset, row.Length);
        }

        if (mark.HasSiblings)
        {
            Marks.AddSibling(row.Offset, mark.Key);
        }

        if (mark.Stands)
        {
            Marks.AddStanding(row.Offset, mark.Key);
        }
    }

    /// <summary>Writes the findings as CSV, in the order of their lines (beyond a million, in the order of reading).</summary>
    public Task WriteReportAsync(Stream destination, CancellationToken cancellationToken) =>
        RowIssueReport.WriteAsync(destination, Read(), text.HasPages, cancellationToken);

    public void Dispose()
    {
        writer?.Dispose();
        Marks.Dispose();
        File.Delete(path);
    }

    private void Add(IReadOnlyList<RowIssue> findings, long offset, int length)
    {
        foreach (RowIssue finding in findings)
        {
            bool error = finding.Severity == RowIssueSeverity.Error;
            Warnings += error ? 0 : 1;
            ForeignCurrencyRows += finding.Code is IssueCodes.CurrencyForeign or IssueCodes.CurrencyOther ? 1 : 0;
            if (error && finding.Line < firstErrorLine)
            {
                firstErrorLine = finding.Line;
                FirstError = text.Placed(finding) with { RawRow = RawRow(offset, length) };
            }

            writer ??= new BinaryWriter(new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16), Encoding.UTF8);
            if (index.Count < MaxSorted)
            {
                index.Add((finding.Line, writer.BaseStream.Position));
            }

            Write(writer, finding, offset, length);
        }
    }

    private string RawRow(long offset, int length)
    {
        byte[] bytes = new byte[Math.Min(length, MaxRawBytes)];
        int read = RandomAccess.Read(text.File, bytes, offset);
        return text.TextOf(bytes.AsSpan(0, read));
    }

    private static void Write(BinaryWriter writer, RowIssue finding, long offset, int length)
    {
        writer.Write(finding.Code);
        writer.Write((byte)finding.Severity);
        writer.Write(finding.Line);
        writer.Write(finding.Column ?? string.Empty);
        writer.Write(finding.Text ?? string.Empty);
        writer.Write(finding.Message);
        writer.Write(offset);
        writer.Write(length);
    }

    private IEnumerable<RowIssue> Read()
    {
        if (writer is null)
        {
            yield break;
        }

        writer.Flush();
        Stream file = writer.BaseStream;
        long end = file.Position;
        using BinaryReader reader = new(file, Encoding.UTF8, leaveOpen: true);
        if (index.Count < MaxSorted)
        {
            foreach ((_, long position) in index.Order())
            {
                file.Position = position;
                yield return Read(reader);
            }
        }
        else
        {
            file.Position = 0;
            while (file.Position < end)
            {
                yield return Read(reader);
            }
        }

        file.Position = end;
    }

    private RowIssue Read(BinaryReader reader)
    {
        string code = reader.ReadString();
        RowIssueSeverity severity = (RowIssueSeverity)reader.ReadByte();
        long line = reader.ReadInt64();
        string column = reader.ReadString();
        string offending = reader.ReadString();
        string message = reader.ReadString();
        return text.Placed(new RowIssue
        {
            Code = code,
            Severity = severity,
            Line = line,
            Column = column.Length == 0 ? null : column,
            Text = offending.Length == 0 ? null : offending,
            Message = message,
            RawRow = RawRow(reader.ReadInt64(), reader.ReadInt32()),
        });
    }
}
