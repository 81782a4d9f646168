using System.Globalization;
using System.Text;

namespace Pipeline.Partners.Feeds.Rows;

/// <summary>Reads single values from UTF-8 text. Nothing here depends on the culture of the machine.</summary>
internal static class FieldText
{
    private const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;

    /// <summary>Without blanks, tabs and no-break spaces around it.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        // Nearly all fields need nothing: a first and a last byte that are neither a blank nor part of a no-break space.
        if (text.Length == 0 || (text[0] is > (byte)' ' and < 0x80 && text[^1] is > (byte)' ' and < 0x80))
        {
            return text;
        }

        while (true)
        {
            text = text.Trim(" \t"u8);
            if (text.StartsWith("\u00a0"u8))
            {
                text = text[2..];
            }
            else if (text.EndsWith("\u00a0"u8))
            {
                text = text[..^2];
            }
            else
            {
                return text;
            }
        }
    }

    /// <summary>Reads a decimal; exponents and currency signs are refused.</summary>
    /// <param name="text">Trimmed text.</param>
    /// <param name="mark"><c>.</c> or <c>,</c>, or null: the last of the two that occurs.</param>
    /// <param name="value">The number.</param>
    public static bool TryDecimal(ReadOnlySpan<byte> text, byte? mark, out decimal value)
    {
        if (mark != (byte)',' && TryShort(text, out value))
        {
            return true;
        }

        if (mark != (byte)',' && text.Count((byte)'.') <= 1 && !text.ContainsAny(", '"u8) && Ascii.IsValid(text))
        {
            return decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out value);
        }

        value = 0;
        if (text.Length > 40)
        {
            return false;
        }

        int last = text.LastIndexOfAny((byte)',', (byte)'.');
        byte decimalMark = mark ?? (last < 0 ? (byte)'.' : text[last]);
        if (text.Count(decimalMark) > 1)
        {
            decimalMark = 0;
        }

        Span<byte> digits = stackalloc byte[40];
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            byte b = text[i];
            if (b == decimalMark)
            {
                digits[length++] = (byte)'.';
            }
            else if (b is (byte)',' or (byte)'.' or (byte)' ' or (byte)'\'')
            {
                if (!IsGroup(text, i))
                {
                    return false;
                }
            }
            else if (b == 0xC2 && i + 1 < text.Length && text[i + 1] == 0xA0)
            {
                i++;
            }
            else
            {
                digits[length++] = b;
            }
        }

        return decimal.TryParse(digits[..length], Plain, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Reads a whole number, also one written <c>14.000</c> or <c>14,0</c>; <c>NaN</c> is zero.</summary>
    public static bool TryQuantity(ReadOnlySpan<byte> text, byte? mark, out int value)
    {
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)
            || text.SequenceEqual("NaN"u8))
        {
            return true;
        }

        bool whole = TryDecimal(text, mark, out decimal number) && decimal.Truncate(number) == number
            && number is >= int.MinValue and <= int.MaxValue;
        value = whole ? (int)number : 0;
        return whole;
    }

    /// <summary>Reads a date in the first of the formats that fits.</summary>
    public static bool TryDate(ReadOnlySpan<byte> text, IReadOnlyList<string> formats, out DateOnly date)
    {
        date = default;
        if (formats[0] == "yyyyMMdd" && text.Length == 8 && TryShort(text, out decimal compact) && !text.Contains((byte)'.'))
        {
            return TryCompact((int)compact, out date);
        }

        if (text.Length > 32)
        {
            return false;
        }

        Span<char> characters = stackalloc char[32];
        int length = Encoding.UTF8.GetChars(text, characters);
        for (int i = 0; i < formats.Count; i++)
        {
            if (DateOnly.TryParseExact(characters[..length], formats[i], CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryCompact(int digits, out DateOnly date)
    {
        (int year, int month, int day) = (digits / 10_000, digits / 100 % 100, digits % 100);
        bool valid = year > 0 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        date = valid ? new DateOnly(year, month, day) : default;
        return valid;
    }

    /// <summary>Reads up to 18 digits with at most one point among them: the form of nearly all numbers.</summary>
    private static bool TryShort(ReadOnlySpan<byte> text, out decimal value)
    {
        long digits = 0;
        int point = -1;
        bool plain = text.Length is > 0 and <= 18;
        for (int i = 0; plain && i < text.Length; i++)
        {
            uint digit = (uint)(text[i] - '0');
            if (digit <= 9)
            {
                digits = (digits * 10) + digit;
            }
            else
            {
                plain = text[i] == (byte)'.' && point < 0 && text.Length > 1;
                point = i;
            }
        }

        value = plain
            ? new decimal((int)digits, (int)(digits >> 32), 0, isNegative: false, (byte)(point < 0 ? 0 : text.Length - 1 - point))
            : 0;
        return plain;
    }

    /// <summary>Whether exactly three digits follow the group mark.</summary>
    private static bool IsGroup(ReadOnlySpan<byte> text, int at)
    {
        ReadOnlySpan<byte> rest = text[(at + 1)..];
        int other = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return at > 0 && (other < 0 ? rest.Length : other) == 3;
    }
}
