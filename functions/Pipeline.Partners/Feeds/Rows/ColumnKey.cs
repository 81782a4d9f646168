using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Partners.Feeds.Changes;
using Pipeline.Partners.Feeds.Files;
using Pipeline.Partners.Feeds.Values;

namespace Pipeline.Partners.Feeds.Rows;

/// <summary>The key of a row with columns.</summary>
internal sealed class ColumnKey : RowKey
{
    private static readonly FeedField[] Levels = [FeedField.Level1Code, FeedField.Level2Code, FeedField.Level3Code];

    private readonly FeedEncoding _encoding;
    private readonly byte _delimiter;
    private readonly bool _isCategory;
    private readonly bool _join;
    private readonly int[] _columns;

    public ColumnKey(FeedText text)
    {
        _encoding = text.Encoding;
        _delimiter = text.Delimiter;
        _isCategory = text.Profile.Feed == FeedKind.Category;
        _join = text.Profile.JoinCategoryCodes;
        _columns = [.. (_isCategory ? Levels : [FeedField.Sku]).Select(field => text.Layout[field]).Where(i => i >= 0)];
    }

    /// <inheritdoc/>
    public override int Read(ReadOnlySpan<byte> row, Span<char> key)
    {
        if (_isCategory)
        {
            return ReadCategory(row, key);
        }

        ReadOnlySpan<byte> value = Value(row);
        return Spreadsheet.IsDamaged(value) ? 0 : Compare(value, key);
    }

    /// <summary>Whether the row has an article number that a spreadsheet has spoilt.</summary>
    public bool IsDamaged(ReadOnlySpan<byte> row) => !_isCategory && Spreadsheet.IsDamaged(Value(row));

    /// <inheritdoc/>
    public override string Shown(ReadOnlySpan<byte> row) => Text(Value(row));

    /// <inheritdoc/>
    protected override string Text(ReadOnlySpan<byte> bytes) => Invisible.Clean(_encoding.GetString(bytes));

    private ReadOnlySpan<byte> Value(ReadOnlySpan<byte> row)
    {
        if (!FieldScanner.TryField(row, _columns[0], _delimiter, out ReadOnlySpan<byte> field))
        {
            return default;
        }

        ReadOnlySpan<byte> value = FieldScanner.Value(field);

        // Marks without width may stand before what a spreadsheet has put around the number.
        return Spreadsheet.UnwrapKey(_encoding.IsUtf8 ? FieldText.Trim(value) : value);
    }

    private int ReadCategory(ReadOnlySpan<byte> row, Span<char> key)
    {
        string code = string.Empty;
        foreach (int column in _columns)
        {
            string text = FieldScanner.TryField(row, column, _delimiter, out ReadOnlySpan<byte> field)
                ? Text(Spreadsheet.Unwrap(FieldScanner.Value(field)))
                : string.Empty;
            code = _join ? code + text : text.Length > 0 ? text : code;
        }

        if (code.Length > MaxLength || code.Any(char.IsControl))
        {
            return 0;
        }

        code.CopyTo(key);
        return code.Length;
    }
}
