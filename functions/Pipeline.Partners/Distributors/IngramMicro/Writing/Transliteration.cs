using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Pipeline.Partners.Distributors.IngramMicro.Writing;

/// <summary>Writes characters that the target encoding does not have with ones it has; never a question mark.</summary>
/// <remarks> (<c>’ œ €</c> do not exist in ISO-8859-1).</remarks>
internal sealed class Transliteration
{
    private static readonly FrozenDictionary<char, string> Replacements = new Dictionary<char, string>
    {
        ['’'] = "'", ['‘'] = "'", ['‚'] = ",", ['ʼ'] = "'", ['“'] = "\"", ['”'] = "\"", ['„'] = "\"", ['‹'] = "<", ['›'] = ">",
        ['–'] = "-", ['—'] = "-", ['‐'] = "-", ['‑'] = "-", ['−'] = "-", ['…'] = "...", ['•'] = "-", ['™'] = "(TM)",
        ['œ'] = "oe", ['Œ'] = "OE", ['€'] = "EUR", ['ł'] = "l", ['Ł'] = "L", ['đ'] = "d", ['Đ'] = "D", ['ı'] = "i",
        ['ħ'] = "h", ['Ħ'] = "H", ['ĳ'] = "ij", ['Ĳ'] = "IJ", ['ẞ'] = "SS", ['\u2009'] = " ", ['\u202f'] = " ", ['\u2007'] = " ",
        ['\u200b'] = string.Empty, ['\ufeff'] = string.Empty,
    }.ToFrozenDictionary();

    private readonly Encoding encoding;

    /// <summary>Makes one for a target.</summary>
    /// <exception cref="ArgumentException">The encoding is not known.</exception>
    public Transliteration(string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        this.encoding = Encoding.GetEncoding(encoding, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    }

    /// <summary>The text as the target can write it.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="unwritable">The first character that nothing stands for, or null when all could be written.</param>
    public string Apply(string text, out string? unwritable)
    {
        unwritable = null;
        StringBuilder written = new(text.Length);
        foreach (Rune rune in text.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            string? form = IsMarkupSafe(rune) ? Find(rune) : null;
            if (form is null)
            {
                unwritable ??= string.Create(CultureInfo.InvariantCulture, $"{(Rune.IsControl(rune) ? string.Empty : rune)} (U+{rune.Value:X4})").TrimStart();
                continue;
            }

            written.Append(form);
        }

        return written.ToString();
    }

    private string? Find(Rune rune)
    {
        string self = rune.ToString();
        if (CanWrite(self))
        {
            return self;
        }

        if (rune.IsBmp && Replacements.TryGetValue((char)rune.Value, out string? replacement))
        {
            return replacement;
        }

        // The letter without its marks: ő becomes o, ş becomes s.
        string bare = string.Concat(self.Normalize(NormalizationForm.FormD).EnumerateRunes()
            .Where(part => Rune.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark));
        return bare != self && bare.Length > 0 && CanWrite(bare) ? bare : null;
    }

    private bool CanWrite(string text)
    {
        try
        {
            encoding.GetByteCount(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>XML has no control characters; a lone surrogate has become U+FFFD by now.</summary>
    private static bool IsMarkupSafe(Rune rune) =>
        rune.Value is '\t' or '\n' or '\r' || (!Rune.IsControl(rune) && rune.Value is not (0xFFFD or 0xFFFE or 0xFFFF));
}
