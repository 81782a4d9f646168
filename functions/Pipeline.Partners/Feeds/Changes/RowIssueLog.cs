using Pipeline.Core.Errors;
using Pipeline.Core.Issues;
using System.Text;
using Pipeline.Partners.Feeds.Rows;

namespace Pipeline.Partners.Feeds.Changes;

/// <summary>Keeps what is wrong with the rows of a file in a temporary file until the report is written.</summary>
/// <remarks>Rows are shown as they stand in the file, which is read again for the report only.</remarks>
internal sealed class RowIssueLog(string path, FeedRows text) : IDisposable
{
    private const int MaxSorted = 1_000_000;
    private const int MaxRawBytes = 2000;

    private readonly List<(long Line, long Position)> index = [];
    private BinaryWriter? writer;
    private long firstErrorLine = long.MaxValue;

    /// <summary>The error with the lowest line.</summary>
    public Issue? FirstError { get; private set; }

    public long Warnings { get; private set; }

    public long ForeignCurrencyRows { get; private set; }

    /// <summary>What the comparison with the next file is told of the rows of this one.</summary>
    public RowMarkLog Marks { get; } = new();

    /// <summary>Adds what is wrong with a row that was read.</summary>
    public void Add(in SpilledRow row, int deliveryDay, IReadOnlyList<Issue> issues)
    {
        Marks.Add(row.Offset, row.Key.Length > 0 ? KeyFilter.Hash(row.Key) : 0, deliveryDay, issues);
        Add(issues, row.Offset, row.Bytes.Length);
    }

    /// <summary>Adds what was wrong, and is still, with a row that stays unread.</summary>
    public void Carry(PassedRow row, RowMarks marks)
    {
        RowMark mark = row.Mark;
        if (mark.Findings > 0)
        {
            List<Issue> issues = marks.FindingsOf(mark, row.Line);
            Marks.Add(row.Offset, mark.Key, mark.DeliveryDay, issues);
            Add(issues, row.Offset, row.Length);
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

    /// <summary>Writes the issues as CSV, in the order of their lines (beyond a million, in the order of reading).</summary>
    public Task WriteReportAsync(Stream destination, CancellationToken cancellationToken) =>
        RowIssueReport.WriteAsync(destination, Read(), text.HasPages, cancellationToken);

    public void Dispose()
    {
        writer?.Dispose();
        Marks.Dispose();
        File.Delete(path);
    }

    private void Add(IReadOnlyList<Issue> issues, long offset, int length)
    {
        foreach (Issue issue in issues)
        {
            bool error = issue.Severity == IssueSeverity.Error;
            long line = issue.Row!.Line;
            Warnings += error ? 0 : 1;
            ForeignCurrencyRows += issue.Code is IssueCodes.CurrencyForeign or IssueCodes.CurrencyOther ? 1 : 0;
            if (error && line < firstErrorLine)
            {
                firstErrorLine = line;
                FirstError = issue with { Row = text.Placed(issue.Row) with { RawRow = RawRow(offset, length) } };
            }

            writer ??= new BinaryWriter(new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16), Encoding.UTF8);
            if (index.Count < MaxSorted)
            {
                index.Add((line, writer.BaseStream.Position));
            }

            Write(writer, issue, offset, length);
        }
    }

    private string RawRow(long offset, int length)
    {
        byte[] bytes = new byte[Math.Min(length, MaxRawBytes)];
        int read = RandomAccess.Read(text.File, bytes, offset);
        return text.TextOf(bytes.AsSpan(0, read));
    }

    private static void Write(BinaryWriter writer, Issue issue, long offset, int length)
    {
        writer.Write(issue.Code);
        writer.Write(issue.Severity);
        writer.Write(issue.Row!.Line);
        writer.Write(issue.Row.Column ?? string.Empty);
        writer.Write(issue.Text ?? string.Empty);
        writer.Write(issue.Cause);
        writer.Write(offset);
        writer.Write(length);
    }

    private IEnumerable<Issue> Read()
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

    private Issue Read(BinaryReader reader)
    {
        string code = reader.ReadString();
        string severity = reader.ReadString();
        long line = reader.ReadInt64();
        string column = reader.ReadString();
        string offending = reader.ReadString();
        string message = reader.ReadString();
        RowPlace place = text.Placed(new RowPlace(line)
        {
            Column = column.Length == 0 ? null : column,
            RawRow = RawRow(reader.ReadInt64(), reader.ReadInt32()),
        });
        return Issue.OfRow(place, code, severity, offending.Length == 0 ? null : offending, message);
    }
}
