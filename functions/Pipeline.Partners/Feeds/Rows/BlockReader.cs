using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Issues;
using System.Buffers;
using CsvHelper;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Partners.Feeds.Changes;
using Pipeline.Partners.Feeds.Files;

namespace Pipeline.Partners.Feeds.Rows;

/// <summary>Reads rows in full: decodes them, lets CsvHelper split them, validates them and hands them to the fact reader.</summary>
internal sealed class BlockReader : IRowReader
{
    private readonly FeedText text;
    private readonly FactReader facts;
    private readonly ColumnKey keys;
    private readonly FeedRow row;
    private readonly CsvReaderOptions options;
    private readonly List<int> undecodable = [];
    private readonly ArrayBufferWriter<byte> utf8 = new(64 * 1024);
    private bool unclosed;
    private bool isLoose;

    public BlockReader(FeedText text, FactReader facts)
    {
        this.text = text;
        this.facts = facts;
        keys = new ColumnKey(text);
        row = new FeedRow(text);
        options = new CsvReaderOptions
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
                unclosed |= record.Reason is CsvMalformedReason.LineBreakInQuotes or CsvMalformedReason.UnterminatedQuote;
                isLoose |= record.Reason is CsvMalformedReason.TextAfterClosingQuote;
            },
        };
    }

    /// <inheritdoc/>
    public void Read(List<SpilledRow> rows, List<RowReading> readings, RowIssueLog? issues)
    {
        utf8.ResetWrittenCount();
        undecodable.Clear();
        foreach (SpilledRow row in rows)
        {
            Decode(row.Bytes.Span);
        }

        using CsvReader csv = CsvReader.Create(utf8.WrittenMemory, options);
        for (int i = 0; i < rows.Count; i++)
        {
            SpilledRow row = rows[i];
            (unclosed, isLoose) = (false, false);
            if (!csv.Read())
            {
                throw new InvalidOperationException($"Line {row.Line}: a block of {rows.Count} rows gave {i} records.");
            }

            this.row.Begin(csv, row, row.Key.Length > 0 ? Shown(row) : string.Empty, isLoose);
            readings.Add(Read(csv, row, undecodable[i]));
            if (issues is not null && !row.IsPrevious && this.row.Findings.Count > 0)
            {
                issues.Add(row, this.row.DeliveryDay, this.row.Findings);
            }
        }
    }

    /// <inheritdoc/>
    public FeedFacts Fold(IReadOnlyList<FeedFacts> rows) => facts.Fold(rows);

    private string Shown(in SpilledRow row) => text.Profile.Feed == FeedKind.Category ? row.Key : keys.Shown(row.Bytes.Span);

    private RowReading Read(CsvReader csv, in SpilledRow row, int undecodable)
    {
        if (row.Bytes.Span.Contains((byte)0))
        {
            return this.row.Fail(IssueCodes.RowBinary, null, "Text without NUL bytes is expected.");
        }

        if (unclosed)
        {
            return this.row.Fail(IssueCodes.RowQuote, null, "A closing quote before the end of the row is expected.");
        }

        if (csv.FieldCount != text.Layout.ColumnCount)
        {
            return this.row.Fail(
                IssueCodes.RowColumns, null, FormattableString.Invariant($"{text.Layout.ColumnCount} columns are expected, {csv.FieldCount} are there."));
        }

        if (row.Key.Length == 0)
        {
            return text.Profile.Feed == FeedKind.Category
                ? this.row.Fail(IssueCodes.CategoryMissing, null, "A category code is expected.")
                : keys.IsDamaged(row.Bytes.Span)
                ? this.row.Fail(IssueCodes.SkuDamaged, FeedField.Sku, "An article number is expected, as text: no formula and no scientific notation.")
                : this.row.Fail(IssueCodes.SkuMissing, FeedField.Sku, "An article number of 1 to 40 printable characters is expected.");
        }

        if (undecodable > 0)
        {
            this.row.Warn(
                IssueCodes.TextUndecodable, null, FormattableString.Invariant($"Text in {text.Encoding.Name} is expected; {undecodable} characters are not."));
        }

        if (text.Encoding.IsOther(row.Bytes.Span))
        {
            this.row.Warn(IssueCodes.TextMixed, null, $"Text in {text.Encoding.Name}, as elsewhere in the file, is expected; this row is UTF-8.");
        }

        return facts.Read(this.row);
    }

    private void Decode(ReadOnlySpan<byte> row)
    {
        Span<byte> target = utf8.GetSpan(FeedEncoding.MaxBytes(row.Length) + 1);
        int written = text.Encoding.Transcode(row, target, out int undecodable);
        if (target[..written].ContainsAny((byte)'\r', (byte)0))
        {
            // A bare CR would end the record for CsvHelper; rows end with LF here.
            target[..written].Replace((byte)'\r', (byte)' ');
            target[..written].Replace((byte)0, (byte)' ');
        }

        target[written] = (byte)'\n';
        utf8.Advance(written + 1);
        this.undecodable.Add(undecodable);
    }
}
