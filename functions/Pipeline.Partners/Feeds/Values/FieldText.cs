using System.Buffers;
using System.Globalization;
using System.Text;

namespace Pipeline.Partners.Feeds.Values;

/// <summary>Reads single values from UTF-8 text. Nothing here depends on the culture of the machine.</summary>
internal static class FieldText
{
    private const int FirstYear = 1971;
    private const int LastYear = 2098;

    /// <summary>Without blanks, tabs, no-break spaces and invisible characters around it.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        // Nearly all fields need nothing: a first and a last byte that are neither a blank nor part of another character.
        if (text.Length == 0 || (text[0] is > (byte)' ' and < 0x80 && text[^1] is > (byte)' ' and < 0x80))
        {
            return text;
        }

        while (text.Length > 0 && Rune.DecodeFromUtf8(text, out Rune first, out int length) == OperationStatus.Done
            && (first.Value == '\t' || Invisible.IsBlank(first.Value) || Invisible.IsMark(first.Value)))
        {
            text = text[length..];
        }

        while (text.Length > 0 && Rune.DecodeLastFromUtf8(text, out Rune last, out int length) == OperationStatus.Done
            && (last.Value == '\t' || Invisible.IsBlank(last.Value) || Invisible.IsMark(last.Value)))
        {
            text = text[..^length];
        }

        return text;
    }

    /// <summary>Reads a decimal; exponents and currency signs are refused.</summary>
    /// <param name="text">Trimmed text.</param>
    /// <param name="mark">The decimal mark, <c>.</c> or <c>,</c>; null: the text's own form tells.</param>
    /// <param name="value">The number; of an open one, read with its mark as the decimal mark.</param>
    /// <param name="isOpen">Whether the mark may as well group thousands: <c>1,234</c>.</param>
    public static bool TryDecimal(ReadOnlySpan<byte> text, byte? mark, out decimal value, out bool isOpen)
    {
        if (mark != (byte)',' && TryShort(text, out value))
        {
            isOpen = mark is null && value.Scale == 3 && text.Length is >= 5 and <= 7 && text[^4] == '.' && text[0] != '0';
            return true;
        }

        return NumberForm.TryRead(text, mark, out value, out isOpen);
    }

    /// <summary>Reads a whole number, also one written <c>14.000</c>, <c>14,0</c> or <c>1,250</c>; <c>NaN</c> is zero.</summary>
    /// <param name="text">Trimmed text.</param>
    /// <param name="mark">The decimal mark, or null: the text's own form tells.</param>
    /// <param name="value">The number.</param>
    /// <param name="isOpen">Whether the mark may as well group thousands: <c>14.000</c>.</param>
    public static bool TryQuantity(ReadOnlySpan<byte> text, byte? mark, out int value, out bool isOpen)
    {
        isOpen = false;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)
            || text.SequenceEqual("NaN"u8))
        {
            return true;
        }

        bool read = TryDecimal(text, mark, out decimal number, out isOpen);
        if (isOpen && decimal.Truncate(number) != number)
        {
            // There are no parts of a piece, so the mark groups.
            (number, isOpen) = (number * 1000, false);
        }

        bool whole = read && decimal.Truncate(number) == number && number is >= int.MinValue and <= int.MaxValue;
        value = whole ? (int)number : 0;
        return whole;
    }

    /// <summary>Reads a quantity that is stated as at least so many: <c>&gt;100</c>, <c>50+</c>, <c>10-50</c>.</summary>
    public static bool TryLowerBound(ReadOnlySpan<byte> text, byte? mark, out int value, out bool isOpen)
    {
        ReadOnlySpan<byte> bound = text;
        if (bound.StartsWith("\u2265"u8))
        {
            bound = bound[3..];
        }
        else if (bound[0] is (byte)'>')
        {
            bound = bound[1..].TrimStart((byte)'=');
        }
        else if (bound[^1] is (byte)'+')
        {
            bound = bound[..^1];
        }
        else if (bound.IndexOf((byte)'-') is > 0 and var dash && TryQuantity(Trim(bound[(dash + 1)..]), mark, out int upper, out _)
            && TryQuantity(Trim(bound[..dash]), mark, out int lower, out _) && lower <= upper)
        {
            bound = bound[..dash];
        }

        (value, isOpen) = (0, false);
        bound = Trim(bound);
        return bound.Length > 0 && bound.Length < text.Length && bound[0] is >= (byte)'0' and <= (byte)'9'
            && TryQuantity(bound, mark, out value, out isOpen);
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

    /// <summary>Whether a text stands for no date: zeros with or without marks between them.</summary>
    public static bool IsNoDate(ReadOnlySpan<byte> text) => !text.ContainsAnyExcept("0/-. "u8);

    /// <summary>Whether a date stands for none: the first and last days that systems know, and those near them.</summary>
    public static bool IsNoDate(DateOnly date) => date.Year is < FirstYear or > LastYear;

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
}
