using System.Globalization;
using System.Text;
using CsvHelper;
using Pipeline.Core.Feeds;

namespace Pipeline.Partners.Feeds.Changes;

/// <summary>Keeps the findings of a file in a temporary file until the report is written.</summary>
internal sealed class FindingLog(string path) : IDisposable
{
    private const int MaxSorted = 1_000_000;

    private readonly List<(long Line, long Position)> _index = [];
    private readonly HashSet<long> _failedRows = [];
    private readonly HashSet<long> _warnedRows = [];
    private BinaryWriter? _writer;
    private long _failedLine = long.MaxValue;

    /// <summary>The error with the lowest line.</summary>
    public Finding? FirstError { get; private set; }

    public long Warnings { get; private set; }

    public long ForeignCurrencyRows { get; private set; }

    /// <summary>Offsets of the rows with findings, packed, or null when they are too many.</summary>
    public string? FlaggedRows() => _failedRows.Count + _warnedRows.Count > Changes.FlaggedRows.Max
        ? null
        : Changes.FlaggedRows.Pack(_failedRows.Union(_warnedRows).Order());

    public void Add(Finding finding, long rowOffset)
    {
        bool error = finding.Severity == FindingSeverity.Error;
        Warnings += error ? 0 : 1;
        ForeignCurrencyRows += finding.Code == FindingCodes.CurrencyForeign ? 1 : 0;
        HashSet<long> rows = error ? _failedRows : _warnedRows;
        if (_failedRows.Count + _warnedRows.Count <= Changes.FlaggedRows.Max)
        {
            rows.Add(rowOffset);
        }

        if (error && finding.Line < _failedLine)
        {
            _failedLine = finding.Line;
            FirstError = finding;
        }

        _writer ??= new BinaryWriter(new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite), Encoding.UTF8);
        if (_index.Count < MaxSorted)
        {
            _index.Add((finding.Line, _writer.BaseStream.Position));
        }

        Write(_writer, finding);
    }

    /// <summary>Writes the findings as CSV, in the order of their lines (beyond a million, in the order of reading).</summary>
    public async Task WriteReportAsync(Stream destination, CancellationToken cancellationToken)
    {
        CsvWriterOptions options = new() { WriteByteOrderMark = true, Injection = CsvInjection.Escape };
        await using CsvWriter csv = CsvWriter.Create(destination, options, leaveOpen: true);
        foreach (string name in (string[])["severity", "code", "line", "column", "text", "message", "remedy", "row"])
        {
            csv.WriteField(name);
        }

        await csv.EndRecordAsync(cancellationToken);
        foreach (Finding finding in Read())
        {
            csv.WriteField(finding.Severity == FindingSeverity.Error ? "error" : "warning");
            csv.WriteField(finding.Code);
            csv.WriteField(finding.Line, default, CultureInfo.InvariantCulture);
            csv.WriteField(finding.Column);
            csv.WriteField(finding.Text);
            csv.WriteField(finding.Message);
            csv.WriteField(FindingCodes.Find(finding.Code)?.Remedy);
            csv.WriteField(finding.RawRow);
            await csv.EndRecordAsync(cancellationToken);
        }

        await csv.FlushAsync(cancellationToken);
    }

    public void Dispose()
    {
        _writer?.Dispose();
        File.Delete(path);
    }

    private static void Write(BinaryWriter writer, Finding finding)
    {
        writer.Write(finding.Code);
        writer.Write((byte)finding.Severity);
        writer.Write(finding.Line);
        writer.Write(finding.Column ?? string.Empty);
        writer.Write(finding.Text ?? string.Empty);
        writer.Write(finding.Message);
        writer.Write(finding.RawRow ?? string.Empty);
    }

    private IEnumerable<Finding> Read()
    {
        if (_writer is null)
        {
            yield break;
        }

        _writer.Flush();
        Stream file = _writer.BaseStream;
        long end = file.Position;
        using BinaryReader reader = new(file, Encoding.UTF8, leaveOpen: true);
        if (_index.Count < MaxSorted)
        {
            foreach ((_, long position) in _index.Order())
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

    private static Finding Read(BinaryReader reader)
    {
        string code = reader.ReadString();
        FindingSeverity severity = (FindingSeverity)reader.ReadByte();
        long line = reader.ReadInt64();
        string column = reader.ReadString();
        string text = reader.ReadString();
        string message = reader.ReadString();
        string row = reader.ReadString();
        return new Finding
        {
            Code = code,
            Severity = severity,
            Line = line,
            Column = column.Length == 0 ? null : column,
            Text = text.Length == 0 ? null : text,
            Message = message,
            RawRow = row,
        };
    }
}
