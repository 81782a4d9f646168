using System.Globalization;
using System.Text;

namespace Pipeline.Partners.Transport.Ftp.Listings;

/// <summary>Short names of months as <c>ls</c> writes them: English, French, German, Dutch, Italian, Spanish and Portuguese.</summary>
internal static class MonthNames
{
    private static readonly string[] ByMonth =
    [
        "jan janv ene gen", "feb fevr fev", "mar mars marz mrz maerz mrt", "apr avr avril abr", "may mai mei mag maj",
        "jun juin juni giu", "jul juil juli lug", "aug aout ago", "sep sept set", "oct okt ott out", "nov", "dec dez dic",
    ];

    private static readonly Dictionary<string, int> Known = ByMonth
        .SelectMany(static (names, index) => names.Split(' ').Select(name => (name, month: index + 1)))
        .ToDictionary(static entry => entry.name, static entry => entry.month, StringComparer.Ordinal);

    /// <summary>The month from 1 to 12, or null; accents, case and a dot behind the name do not matter.</summary>
    public static int? Find(string word)
    {
        if (word.Length is < 3 or > 7 || !char.IsLetter(word[0]))
        {
            return null;
        }

        StringBuilder plain = new(word.Length);
        foreach (char character in word.TrimEnd('.').Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(char.ToLowerInvariant(character));
            }
        }

        return Known.TryGetValue(plain.ToString(), out int month) ? month : null;
    }
}
