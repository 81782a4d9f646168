using System.Text;
using Pipeline.Core.Catalog;

namespace Pipeline.Partners.Feeds.Changes;

/// <summary>Finds the key of a row in its raw bytes, without reading the row.</summary>
/// <remarks>
/// The row readers take the key from here as well, so that a row can never have two of them, whatever its quoting.
/// </remarks>
internal abstract class RowKey
{
    /// <summary>Longest key in characters.</summary>
    public const int MaxLength = DistributorSku.MaxLength;

    /// <summary>Reads the key as compared.</summary>
    /// <param name="row">The row.</param>
    /// <param name="key">Room for <see cref="MaxLength"/> characters.</param>
    /// <returns>Its length; 0 when the row has no valid key.</returns>
    public abstract int Read(ReadOnlySpan<byte> row, Span<char> key);

    /// <summary>The text of the article number as the file shows it.</summary>
    public abstract string Shown(ReadOnlySpan<byte> row);

    /// <summary>An article number as compared.</summary>
    protected int Compare(ReadOnlySpan<byte> value, Span<char> key) =>
        value.Length <= MaxLength && Ascii.IsValid(value) ? ReadAscii(value, key) : ReadText(value, key);

    /// <summary>The text of raw bytes.</summary>
    protected abstract string Text(ReadOnlySpan<byte> bytes);

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
        if (value.Length > MaxLength * 8 || !DistributorSku.TryParse(Text(value), out DistributorSku sku)
            || sku.AsCompared.Length > MaxLength)
        {
            return 0;
        }

        sku.AsCompared.CopyTo(key);
        return sku.AsCompared.Length;
    }
}
