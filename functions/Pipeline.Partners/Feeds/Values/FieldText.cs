using System.Buffers;
using System.Globalization;
using System.Text;
using Pipeline.Partners.Values;

namespace Pipeline.Partners.Feeds.Values;

/// <summary>Reads single values from UTF-8 text. Nothing here depends on the culture of the machine.</summary>
internal static class FieldText
{
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

        bool read = DecimalText.TryRead(text, mark, out decimal number, out isOpen);
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
}
