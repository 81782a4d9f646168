using System.Buffers;
using System.Globalization;
using System.Text;

namespace Pipeline.Partners.Values;

/// <summary>Reads days as profiles say that they are written, in files and in messages alike. The culture is always invariant.</summary>
internal static class DateText
{
    private const int MaxLength = 32;

    private static readonly SearchValues<byte> NoneBytes = SearchValues.Create("0/-. :T"u8);
    private static readonly SearchValues<char> NoneCharacters = SearchValues.Create("0/-. :T");

    /// <summary>Reads a day in the first of the formats that fits.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, IReadOnlyList<string> formats, out DateOnly date)
    {
        date = default;
        if (formats[0] == "yyyyMMdd" && text.Length == 8 && TryDigits(text, out int digits))
        {
            return TryCompact(digits, out date);
        }

        if (text.Length > MaxLength)
        {
            return false;
        }

        Span<char> characters = stackalloc char[MaxLength];
        return TryRead(characters[..Encoding.UTF8.GetChars(text, characters)], formats, out date);
    }

    /// <summary>Reads a day in the first of the formats that fits.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, IReadOnlyList<string> formats, out DateOnly date)
    {
        for (int i = 0; i < formats.Count; i++)
        {
            if (DateOnly.TryParseExact(text, formats[i], CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
            {
                return true;
            }
        }

        date = default;
        return false;
    }

    /// <summary>Reads a day from the number <c>yyyyMMdd</c>.</summary>
    public static bool TryCompact(int digits, out DateOnly date)
    {
        (int year, int month, int day) = (digits / 10_000, digits / 100 % 100, digits % 100);
        bool valid = year is > 0 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        date = valid ? new DateOnly(year, month, day) : default;
        return valid;
    }

    /// <summary>Whether a text stands for no day: zeros with or without marks between them, or nothing at all.</summary>
    public static bool IsNone(ReadOnlySpan<byte> text) => !text.ContainsAnyExcept(NoneBytes);

    /// <inheritdoc cref="IsNone(ReadOnlySpan{byte})"/>
    public static bool IsNone(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(NoneCharacters);

    private static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (byte digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            value = (value * 10) + digit - '0';
        }

        return true;
    }
}
