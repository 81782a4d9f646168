using System.Buffers;
using System.Globalization;
using System.Text;

namespace Pipeline.Partners.Values;

/// <summary>The written form of a number: sign before or behind, thousands in groups, comma or point before the decimals.</summary>
internal readonly ref struct NumberForm
{
    private const int MaxLength = 40;
    private const int GroupDigits = 3;

    private readonly ReadOnlySpan<byte> whole;
    private readonly ReadOnlySpan<byte> decimals;

    private NumberForm(ReadOnlySpan<byte> whole, ReadOnlySpan<byte> decimals, byte decimalMark, bool isOpen)
    {
        this.whole = whole;
        this.decimals = decimals;
        DecimalMark = decimalMark;
        IsOpen = isOpen;
    }

    /// <summary>The decimal mark that the form tells, or 0 when it tells none.</summary>
    private byte DecimalMark { get; }

    /// <summary>Whether its only mark may be the decimal one as well as group thousands.</summary>
    private bool IsOpen { get; }

    /// <summary>Reads a number; see <see cref="DecimalText"/>.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, byte? mark, out decimal value, out bool isOpen)
    {
        (value, isOpen) = (0, false);
        Span<byte> ascii = stackalloc byte[MaxLength];
        if (!TryPlain(text, ascii, out int length))
        {
            return false;
        }

        ReadOnlySpan<byte> digits = Unsigned(ascii[..length], out bool isNegative);
        if (!TryParse(digits, mark, out NumberForm form))
        {
            return false;
        }

        Span<byte> plain = stackalloc byte[MaxLength + 1];
        int written = 0;
        foreach (byte b in form.whole)
        {
            plain[written] = b;
            written += b is >= (byte)'0' and <= (byte)'9' ? 1 : 0;
        }

        plain[written++] = (byte)'.';
        form.decimals.CopyTo(plain[written..]);
        bool read = decimal.TryParse(plain[..(written + form.decimals.Length)], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
        value = isNegative ? -value : value;
        isOpen = read && form.IsOpen;
        return read;
    }

    /// <summary>The decimal mark that a number gives away, or 0: it has no mark, or its mark is open, or it is no number.</summary>
    /// <param name="text">Trimmed text.</param>
    /// <param name="isQuantity">Whether it counts pieces: there are no parts of one.</param>
    public static byte MarkOf(ReadOnlySpan<byte> text, bool isQuantity)
    {
        Span<byte> ascii = stackalloc byte[MaxLength];
        if (!text.ContainsAny(",."u8) || !TryPlain(text, ascii, out int length)
            || !TryParse(Unsigned(ascii[..length], out _), null, out NumberForm form))
        {
            return 0;
        }

        return form.IsOpen ? isQuantity && form.decimals.ContainsAnyExcept((byte)'0') ? Other(form.DecimalMark) : (byte)0 : form.DecimalMark;
    }

    private static byte Other(byte mark) => mark == ',' ? (byte)'.' : (byte)',';

    /// <summary>The text in ASCII: marks without width left out, every blank, apostrophe and minus as the usual one.</summary>
    private static bool TryPlain(ReadOnlySpan<byte> text, Span<byte> ascii, out int length)
    {
        length = 0;
        while (text.Length > 0)
        {
            if (Rune.DecodeFromUtf8(text, out Rune rune, out int read) != OperationStatus.Done)
            {
                return false;
            }

            text = text[read..];
            if (Invisible.IsMark(rune.Value))
            {
                continue;
            }

            int plain = Invisible.IsBlank(rune.Value) ? ' ' : rune.Value switch { 0x2019 => '\'', 0x2212 => '-', var other => other };
            if (plain > 0x7F || length == MaxLength)
            {
                return false;
            }

            ascii[length++] = (byte)plain;
        }

        return length > 0;
    }

    private static ReadOnlySpan<byte> Unsigned(ReadOnlySpan<byte> text, out bool isNegative)
    {
        isNegative = text[0] == '-' || (text[^1] == '-' && text[0] is not (byte)'+');
        return text[0] is (byte)'-' or (byte)'+' ? text[1..].TrimStart((byte)' ')
            : text[^1] is (byte)'-' ? text[..^1].TrimEnd((byte)' ')
            : text;
    }

    private static bool TryParse(ReadOnlySpan<byte> text, byte? mark, out NumberForm form)
    {
        int commas = text.Count((byte)',');
        int points = text.Count((byte)'.');
        int last = text.LastIndexOfAny((byte)',', (byte)'.');
        bool isGrouped = mark is null && commas + points > 1 && (commas == 0 || points == 0);
        byte decimalMark = mark ?? (last < 0 ? (byte)0 : isGrouped ? Other(text[last]) : text[last]);
        int at = decimalMark == 0 ? -1 : text.IndexOf(decimalMark);
        ReadOnlySpan<byte> whole = at < 0 ? text : text[..at];
        ReadOnlySpan<byte> decimals = at < 0 ? default : text[(at + 1)..];
        bool isPlain = whole.Length is > 0 and <= GroupDigits && !whole.ContainsAnyExceptInRange((byte)'0', (byte)'9');
        bool isOpen = mark is null && isPlain && decimals.Length == GroupDigits && whole[0] != '0';
        form = new NumberForm(whole, decimals, decimalMark, isOpen);
        return whole.Length + decimals.Length > 0 && IsWhole(whole)
            && !decimals.ContainsAnyExceptInRange((byte)'0', (byte)'9') && (whole.Length > 0 || decimals.Length > 0);
    }

    /// <summary>Digits alone, or up to three and then groups of three behind the same mark.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> text)
    {
        int first = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (first < 0)
        {
            return true;
        }

        byte group = text[first];
        bool isGrouped = first is > 0 and <= GroupDigits && group is (byte)',' or (byte)'.' or (byte)' ' or (byte)'\'';
        ReadOnlySpan<byte> rest = text[first..];
        while (isGrouped && rest.Length > 0)
        {
            isGrouped = rest.Length > GroupDigits && rest[0] == group
                && !rest[1..(GroupDigits + 1)].ContainsAnyExceptInRange((byte)'0', (byte)'9');
            rest = isGrouped ? rest[(GroupDigits + 1)..] : rest;
        }

        return isGrouped;
    }
}
