using System.Buffers;

namespace Azure.Data.Tables;

/// <summary>The service's limits, checked before anything is sent so that the fault names the row.</summary>
/// <remarks>Source: Microsoft Learn, "Understanding the Table service data model".</remarks>
internal static class TableLimits
{
    /// <summary>Actions of one transaction.</summary>
    public const int ActionsPerTransaction = 100;

    /// <summary>Bytes of one transaction's body.</summary>
    public const int TransactionBytes = 4 * 1024 * 1024;

    /// <summary>Bytes of one row as the service counts them.</summary>
    public const int EntityBytes = 1024 * 1024;

    /// <summary>Properties of one row beside keys and time stamp.</summary>
    public const int PropertiesPerEntity = 252;

    /// <summary>Bytes of one property's value; text counts two a character.</summary>
    public const int PropertyBytes = 64 * 1024;

    // 1 KiB in UTF-16.
    private const int KeyCharacters = 512;

    private static readonly SearchValues<char> ForbiddenInKeys = SearchValues.Create(
        [.. "/\\#?", .. Enumerable.Range(0x00, 0x20).Select(static code => (char)code), .. Enumerable.Range(0x7F, 0x21).Select(static code => (char)code)]);

    /// <summary>Checks a partition or row key.</summary>
    /// <exception cref="ArgumentException">Absent, longer than 1 KiB, or with a character keys must not have.</exception>
    public static void CheckKey(string? key, string name)
    {
        if (key is null)
        {
            throw new ArgumentException($"{name} is missing.", name);
        }

        if (key.Length > KeyCharacters)
        {
            throw new ArgumentException($"{name} has {key.Length} characters; at most {KeyCharacters} (1 KiB) are allowed.", name);
        }

        int at = key.AsSpan().IndexOfAny(ForbiddenInKeys);
        if (at >= 0)
        {
            throw new ArgumentException(
                $"{name} '{Shown(key)}' has the character U+{(int)key[at]:X4} at {at}; keys must not have / \\ # ? or control characters.",
                name);
        }
    }

    /// <summary>Checks a table's name: 3 to 63 ASCII letters and digits, first a letter.</summary>
    /// <exception cref="ArgumentException">It is not such a name.</exception>
    public static void CheckTableName(string? name)
    {
        bool good = name is { Length: >= 3 and <= 63 } && char.IsAsciiLetter(name[0]) && name.All(char.IsAsciiLetterOrDigit);
        if (!good)
        {
            throw new ArgumentException($"'{name}' is no table name: 3 to 63 letters and digits, first a letter.", nameof(name));
        }
    }

    /// <summary>A key as texts show it: shortened, control characters as a question mark.</summary>
    public static string Shown(string key) =>
        string.Concat(key.Take(80).Select(static letter => char.IsControl(letter) ? '?' : letter));
}
