using System.Buffers;
using System.Text;

namespace Pipeline.Partners.Feeds.Values;

/// <summary>What spreadsheets leave around and in values.</summary>
internal static class Spreadsheet
{
    private static readonly SearchValues<byte> Mantissa = SearchValues.Create("0123456789.,"u8);

    private static readonly string[] Errors = ["#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#NV", "#BEZUG!", "#WERT!"];

    /// <summary>The value within <c>="..."</c> or behind the apostrophe that keeps digits text.</summary>
    /// <param name="text">Trimmed text.</param>
    public static ReadOnlySpan<byte> Unwrap(ReadOnlySpan<byte> text) =>
        text.Length < 2 || text[0] is not ((byte)'=' or (byte)'\'') ? text : UnwrapMarked(text);

    /// <summary>An article number without its wrapping, whatever follows the apostrophe.</summary>
    public static ReadOnlySpan<byte> UnwrapKey(ReadOnlySpan<byte> text) =>
        text is [(byte)'\'', _, ..] ? text[1..] : Unwrap(text);

    /// <summary>Whether a key is what a spreadsheet makes of one: a formula, an error, or digits in scientific notation.</summary>
    public static bool IsDamaged(ReadOnlySpan<byte> key) => key.Length > 0 && (key[0] is (byte)'=' || IsError(key) || IsScientific(key));

    private static ReadOnlySpan<byte> UnwrapMarked(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)'=', (byte)'"', .. var inner, (byte)'"'] when !inner.Contains((byte)'"') => inner.Trim(" \t"u8),
        [(byte)'\'', >= (byte)'0' and <= (byte)'9', ..] when !text.Contains((byte)' ') => text[1..],
        _ => text,
    };

    private static bool IsError(ReadOnlySpan<byte> key)
    {
        if (key[0] != '#')
        {
            return false;
        }

        foreach (string error in Errors)
        {
            if (Ascii.EqualsIgnoreCase(key, error))
            {
                return true;
            }
        }

        return !key.ContainsAnyExcept((byte)'#');
    }

    /// <summary>Digits with a mark before an exponent, or an exponent with a plus: <c>7.56E+06</c>, <c>7E+06</c>. An exponent alone may be an article number.</summary>
    private static bool IsScientific(ReadOnlySpan<byte> key)
    {
        int exponent = key.IndexOfAny((byte)'E', (byte)'e');
        if (exponent <= 0 || exponent + 2 >= key.Length || key[exponent + 1] is not ((byte)'+' or (byte)'-')
            || key[(exponent + 2)..].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }

        ReadOnlySpan<byte> digits = key[..exponent];
        int mark = digits.IndexOfAny((byte)'.', (byte)',');
        return !digits.ContainsAnyExcept(Mantissa) && (mark >= 0 || key[exponent + 1] == '+');
    }
}
