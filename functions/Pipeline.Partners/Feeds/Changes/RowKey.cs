using System.Text;
using Pipeline.Core.Catalog;
using Pipeline.Core.Feeds;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Partners.Feeds.Files;

namespace Pipeline.Partners.Feeds.Changes;

/// <summary>Finds the key of a row in its raw bytes, without reading the row.</summary>
/// <remarks>
/// The row readers take the key from here as well, so that a row can never have two of them, whatever its quoting.
/// </remarks>
internal sealed class RowKey
{
    /// <summary>Longest key in characters.</summary>
    public const int MaxLength = DistributorSku.MaxLength;

    private static readonly FeedField[] Levels = [FeedField.Level1Code, FeedField.Level2Code, FeedField.Level3Code];

    private readonly FeedEncoding _encoding;
    private readonly byte _delimiter;
    private readonly bool _isCategory;
    private readonly bool _join;
    private readonly int[] _columns;

    public RowKey(FeedText text)
    {
        _encoding = text.Encoding;
        _delimiter = text.Delimiter;
        _isCategory = text.Profile.Feed == FeedKind.Category;
        _join = text.Profile.JoinCategoryCodes;
        _columns = [.. (_isCategory ? Levels : [FeedField.Sku]).Select(field => text.Layout[field]).Where(i => i >= 0)];
    }

    /// <summary>Reads the key as compared.</summary>
    /// <param name="row">The row.</param>
    /// <param name="key">Room for <see cref="MaxLength"/> characters.</param>
    /// <returns>Its length; 0 when the row has no valid key.</returns>
    public int Read(ReadOnlySpan<byte> row, Span<char> key)
    {
        if (_isCategory)
        {
            return ReadCategory(row, key);
        }

        if (!FieldScanner.TryField(row, _columns[0], _delimiter, out ReadOnlySpan<byte> field))
        {
            return 0;
        }

        ReadOnlySpan<byte> value = FieldScanner.Value(field);
        return value.Length <= MaxLength && Ascii.IsValid(value) ? ReadAscii(value, key) : ReadText(value, key);
    }

    /// <summary>The text of the article number as the file shows it.</summary>
    public string Shown(ReadOnlySpan<byte> row) =>
        FieldScanner.TryField(row, _columns[0], _delimiter, out ReadOnlySpan<byte> field)
            ? _encoding.GetString(FieldScanner.Value(field)).Trim(' ', '\u00a0', '\t')
            : string.Empty;

    private static int ReadAscii(ReadOnlySpan<byte> value, Span<char> key)
    {
        if (!value.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            ReadOnlySpan<byte> stripped = value.TrimStart((byte)'0');
            value = stripped.Length == 0 && value.Length > 0 ? value[..1] : stripped;
        }

        for (int i = 0; i < value.Length; i++)
        {
            byte b = value[i];
            if (b is < 0x20 or 0x7F)
            {
                return 0;
            }

            key[i] = (char)(b is >= (byte)'a' and <= (byte)'z' ? b - 0x20 : b);
        }

        return value.Length;
    }

    private int ReadText(ReadOnlySpan<byte> value, Span<char> key)
    {
        if (value.Length > MaxLength * 8 || !DistributorSku.TryParse(_encoding.GetString(value), out DistributorSku sku)
            || sku.AsCompared.Length > MaxLength)
        {
            return 0;
        }

        sku.AsCompared.CopyTo(key);
        return sku.AsCompared.Length;
    }

    private int ReadCategory(ReadOnlySpan<byte> row, Span<char> key)
    {
        string code = string.Empty;
        foreach (int column in _columns)
        {
            string text = FieldScanner.TryField(row, column, _delimiter, out ReadOnlySpan<byte> field)
                ? _encoding.GetString(FieldScanner.Value(field)).Trim(' ', '\u00a0', '\t')
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
