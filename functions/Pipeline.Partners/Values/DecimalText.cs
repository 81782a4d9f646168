using System.Text;

namespace Pipeline.Partners.Values;

/// <summary>Reads decimals as people and old systems write them, in files and in messages alike.</summary>
internal static class DecimalText
{
    private const int MaxLength = 64;

    /// <summary>Reads a decimal; exponents and currency signs are refused. Does not depend on the culture of the machine.</summary>
    /// <param name="text">Trimmed text.</param>
    /// <param name="mark">The decimal mark, <c>.</c> or <c>,</c>; null: the text's own form tells.</param>
    /// <param name="value">The number; of an open one, read with its mark as the decimal mark.</param>
    /// <param name="isOpen">Whether the mark may as well group thousands: <c>1,234</c>.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, byte? mark, out decimal value, out bool isOpen)
    {
        if (mark != (byte)',' && TryShort(text, out value))
        {
            isOpen = mark is null && value.Scale == 3 && text.Length is >= 5 and <= 7 && text[^4] == '.' && text[0] != '0';
            return true;
        }

        return NumberForm.TryRead(text, mark, out value, out isOpen);
    }

    /// <summary>The same for a text of at most 64 characters; a longer one is no number.</summary>
    public static bool TryRead(string text, byte? mark, out decimal value, out bool isOpen)
    {
        (value, isOpen) = (0, false);
        Span<byte> utf8 = stackalloc byte[MaxLength * 3];
        return text.Length <= MaxLength && TryRead(utf8[..Encoding.UTF8.GetBytes(text, utf8)], mark, out value, out isOpen);
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
