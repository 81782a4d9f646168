using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Storage.Catalog;

/// <summary>Makes text fit for partition and row keys.</summary>
/// <remarks>Keys must not hold <c>/ \ # ?</c> and control characters; such a character becomes <c>^</c> and four hex digits.</remarks>
internal static class TableKeys
{
    private static readonly SearchValues<char> Special = SearchValues.Create(
        [.. "/\\#?^|%", .. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7f, 0x21)).Select(code => (char)code)]);

    private const int PartLimit = 200;

    /// <summary>The text as one of several parts of a key, with <c>|</c> between them: one too long stands there as its SHA-256.</summary>
    public static string Part(string text)
    {
        string part = Escape(text);
        return part.Length <= PartLimit ? part : $"^{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(part)))}";
    }

    /// <summary>The text as part of a key; different texts give different keys.</summary>
    public static string Escape(string text)
    {
        if (!text.AsSpan().ContainsAny(Special))
        {
            return text;
        }

        var key = new StringBuilder(text.Length + 8);
        foreach (char c in text)
        {
            _ = NeedsEscape(c)
                ? key.Append('^').Append(((int)c).ToString("x4", CultureInfo.InvariantCulture))
                : key.Append(c);
        }

        return key.ToString();
    }

    /// <summary>The text that <see cref="Escape"/> made a key of.</summary>
    public static string Unescape(string key)
    {
        if (!key.Contains('^', StringComparison.Ordinal))
        {
            return key;
        }

        var text = new StringBuilder(key.Length);
        for (int i = 0; i < key.Length; i++)
        {
            if (key[i] == '^' && i + 4 < key.Length)
            {
                _ = text.Append((char)ushort.Parse(key.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 4;
            }
            else
            {
                _ = text.Append(key[i]);
            }
        }

        return text.ToString();
    }

    private static bool NeedsEscape(char c) => Special.Contains(c);
}
