using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Partners.Feeds.Changes;
using Pipeline.Partners.Feeds.Files;
using Pipeline.Partners.Feeds.Values;
using Pipeline.Partners.Values;

namespace Pipeline.Partners.Feeds.Rows;

/// <summary>The key of a row with columns.</summary>
internal sealed class ColumnKey : RowKey
{
    private static readonly FeedField[] Levels = [FeedField.Level1Code, FeedField.Level2Code, FeedField.Level3Code];

    private readonly FeedEncoding encoding;
    private readonly byte delimiter;
    private readonly bool isCategory;
    private readonly bool join;
    private readonly int[] columns;

    public ColumnKey(FeedText text)
    {
        encoding = text.Encoding;
        delimiter = text.Delimiter;
        isCategory = text.Profile.Feed == FeedKind.Category;
        join = text.Profile.JoinCategoryCodes;
        columns = [.. (isCategory ? Levels : [FeedField.Sku]).Select(field => text.Layout[field]).Where(i => i >= 0)];
    }

    /// <inheritdoc/>
    public override int Read(ReadOnlySpan<byte> row, Span<char> key)
    {
        if (isCategory)
        {
            return ReadCategory(row, key);
        }

        ReadOnlySpan<byte> value = Value(row);
        return Spreadsheet.IsDamaged(value) ? 0 : Compare(value, key);
    }

    /// <summary>Whether the row has an article number that a spreadsheet has spoilt.</summary>
    public bool IsDamaged(ReadOnlySpan<byte> row) => !isCategory && Spreadsheet.IsDamaged(Value(row));

    /// <inheritdoc/>
    public override string Shown(ReadOnlySpan<byte> row) => Text(Value(row));

    /// <inheritdoc/>
    protected override string Text(ReadOnlySpan<byte> bytes) => Invisible.Clean(encoding.GetString(bytes));

    private ReadOnlySpan<byte> Value(ReadOnlySpan<byte> row)
    {
        if (!FieldScanner.TryField(row, columns[0], delimiter, out ReadOnlySpan<byte> field))
        {
            return default;
        }

        ReadOnlySpan<byte> value = FieldScanner.Value(field);

        // Marks without width may stand before what a spreadsheet has put around the number.
        return Spreadsheet.UnwrapKey(encoding.IsUtf8 ? FieldText.Trim(value) : value);
    }

    private int ReadCategory(ReadOnlySpan<byte> row, Span<char> key)
    {
        string code = string.Empty;
        foreach (int column in columns)
        {
            string text = FieldScanner.TryField(row, column, delimiter, out ReadOnlySpan<byte> field)
                ? Text(Spreadsheet.Unwrap(FieldScanner.Value(field)))
                : string.Empty;
            code = join ? code + text : text.Length > 0 ? text : code;
        }

        if (code.Length > MaxLength || code.Any(char.IsControl))
        {
            return 0;
        }

        code.CopyTo(key);
        return code.Length;
    }
}
