using Pipeline.Core.Issues;
using System.Buffers;
using CsvHelper;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Feeds.Changes;
using Pipeline.Partners.Feeds.Files;

namespace Pipeline.Partners.Feeds.Rows;

/// <summary>Reads rows in full: decodes them, lets CsvHelper split them, validates them and hands them to the fact reader.</summary>
internal sealed class BlockReader : IRowReader
{
    private readonly FeedText _text;
    private readonly FactReader _facts;
    private readonly ColumnKey _keys;
    private readonly FeedRow _row;
    private readonly CsvReaderOptions _options;
    private readonly List<int> _undecodable = [];
    private readonly ArrayBufferWriter<byte> _utf8 = new(64 * 1024);
    private bool _unclosed;
    private bool _isLoose;

    public BlockReader(FeedText text, FactReader facts)
    {
        _text = text;
        _facts = facts;
        _keys = new ColumnKey(text);
        _row = new FeedRow(text);
        _options = new CsvReaderOptions
        {
            Separator = (char)text.Delimiter,
            HasHeader = false,
            AllowLineBreaksInQuotes = false,
            SkipEmptyLines = false,
            TrimWhitespace = true,

            // Every row is a record: nothing is a hint, a comment or a value that means none.
            DetectSeparatorHint = false,
            CommentPrefix = null,
            NullValues = null,
            ShouldSkipRecord = null,
            TrimInsideQuotes = false,
            OnMalformedRecord = record =>
            {
                _unclosed |= record.Reason is CsvMalformedReason.LineBreakInQuotes or CsvMalformedReason.UnterminatedQuote;
                _isLoose |= record.Reason is CsvMalformedReason.TextAfterClosingQuote;
            },
        };
    }

    /// <inheritdoc/>
    public void Read(List<SpilledRow> rows, List<RowReading> readings, FindingLog? findings)
    {
        _utf8.ResetWrittenCount();
        _undecodable.Clear();
        foreach (SpilledRow row in rows)
        {
            Decode(row.Bytes.Span);
        }

        using CsvReader csv = CsvReader.Create(_utf8.WrittenMemory, _options);
        for (int i = 0; i < rows.Count; i++)
        {
            SpilledRow row = rows[i];
            (_unclosed, _isLoose) = (false, false);
            if (!csv.Read())
            {
                throw new InvalidOperationException($"Line {row.Line}: a block of {rows.Count} rows gave {i} records.");
            }

            _row.Begin(csv, row, row.Key.Length > 0 ? Shown(row) : string.Empty, _isLoose);
            readings.Add(Read(csv, row, _undecodable[i]));
            if (findings is not null && !row.IsPrevious && _row.Findings.Count > 0)
            {
                findings.Add(row, _row.DeliveryDay, _row.Findings);
            }
        }
    }

    /// <inheritdoc/>
    public FeedFacts Fold(IReadOnlyList<FeedFacts> rows) => _facts.Fold(rows);

    private string Shown(in SpilledRow row) => _text.Profile.Feed == FeedKind.Category ? row.Key : _keys.Shown(row.Bytes.Span);

    private RowReading Read(CsvReader csv, in SpilledRow row, int undecodable)
    {
        if (row.Bytes.Span.Contains((byte)0))
        {
            return _row.Fail(IssueCodes.RowBinary, null, "Text without NUL bytes is expected.");
        }

        if (_unclosed)
        {
            return _row.Fail(IssueCodes.RowQuote, null, "A closing quote before the end of the row is expected.");
        }

        if (csv.FieldCount != _text.Layout.ColumnCount)
        {
            return _row.Fail(
                IssueCodes.RowColumns, null, FormattableString.Invariant($"{_text.Layout.ColumnCount} columns are expected, {csv.FieldCount} are there."));
        }

        if (row.Key.Length == 0)
        {
            return _text.Profile.Feed == FeedKind.Category
                ? _row.Fail(IssueCodes.CategoryMissing, null, "A category code is expected.")
                : _keys.IsDamaged(row.Bytes.Span)
                ? _row.Fail(IssueCodes.SkuDamaged, FeedField.Sku, "An article number is expected, as text: no formula and no scientific notation.")
                : _row.Fail(IssueCodes.SkuMissing, FeedField.Sku, "An article number of 1 to 40 printable characters is expected.");
        }

        if (undecodable > 0)
        {
            _row.Warn(
                IssueCodes.TextUndecodable, null, FormattableString.Invariant($"Text in {_text.Encoding.Name} is expected; {undecodable} characters are not."));
        }

        if (_text.Encoding.IsOther(row.Bytes.Span))
        {
            _row.Warn(IssueCodes.TextMixed, null, $"Text in {_text.Encoding.Name}, as elsewhere in the file, is expected; this row is UTF-8.");
        }

        return _facts.Read(_row);
    }

    private void Decode(ReadOnlySpan<byte> row)
    {
        Span<byte> target = _utf8.GetSpan(FeedEncoding.MaxBytes(row.Length) + 1);
        int written = _text.Encoding.Transcode(row, target, out int undecodable);
        if (target[..written].ContainsAny((byte)'\r', (byte)0))
        {
            // A bare CR would end the record for CsvHelper; rows end with LF here.
            target[..written].Replace((byte)'\r', (byte)' ');
            target[..written].Replace((byte)0, (byte)' ');
        }

        target[written] = (byte)'\n';
        _utf8.Advance(written + 1);
        _undecodable.Add(undecodable);
    }
}
