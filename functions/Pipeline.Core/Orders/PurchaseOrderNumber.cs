using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Core.Orders;

/// <summary>Our number of a purchase order: correlation and idempotency key towards every distributor.</summary>
/// <param name="Value">1 to 18 of <c>A-Z 0-9 -</c>; the strictest limit of the known families.</param>
/// <remarks>
/// 18 characters are safe in IM-XML, 35 in EDIFACT and REST.
/// </remarks>
public readonly record struct PurchaseOrderNumber(string Value)
{
    /// <summary>Longest number that every known family accepts, in characters.</summary>
    public const int MaxLength = 18;

    /// <summary>Most purchase orders of one sales order that <see cref="Derive"/> numbers.</summary>
    public const int MaxSequence = 99;

    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>Reads a number; blanks around it and lower case do not matter.</summary>
    /// <returns>False when it is empty, too long, or holds another character than <c>A-Z 0-9 -</c>.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out PurchaseOrderNumber number)
    {
        string upper = text?.Trim(' ', '\u00a0', '\t', '\r', '\n').ToUpperInvariant() ?? string.Empty;
        bool valid = upper.Length is > 0 and <= MaxLength
            && upper.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '-');
        number = valid ? new PurchaseOrderNumber(upper) : default;
        return valid;
    }

    /// <summary>Reads a number that must be one.</summary>
    /// <exception cref="FormatException">It is not; the message names the text and the rule.</exception>
    public static PurchaseOrderNumber Parse(string text) => TryParse(text, out PurchaseOrderNumber number)
        ? number
        : throw new FormatException($"'{text}' is not a purchase order number: 1 to {MaxLength} of A-Z, 0-9 and - are expected.");

    /// <summary>The number of a sales order's n-th purchase order: the same input always gives the same number.</summary>
    /// <param name="orderId">Id of the sales order, compared exactly.</param>
    /// <param name="sequence">1 for the first purchase order of the sales order, at most <see cref="MaxSequence"/>.</param>
    /// <param name="isPlain">Whether it holds letters and digits alone.</param>
    /// <returns>
    /// <c>P</c>, 14 letters or digits of a SHA-256 (70 bits, so that two orders do not meet), a dash unless plain, the sequence.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The sequence is not 1 to 99.</exception>
    public static PurchaseOrderNumber Derive(string orderId, int sequence, bool isPlain = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(orderId);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sequence);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequence, MaxSequence);
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(orderId));
        StringBuilder text = new("P", MaxLength);
        for (int digit = 0; digit < 14; digit++)
        {
            text.Append(Base32[FiveBits(hash, digit * 5)]);
        }

        return new PurchaseOrderNumber(text.Append(CultureInfo.InvariantCulture, $"{(isPlain ? string.Empty : "-")}{sequence}").ToString());
    }

    /// <summary>The number.</summary>
    public override string ToString() => Value;

    private static int FiveBits(byte[] hash, int bit) =>
        (((hash[bit / 8] << 8) | hash[(bit / 8) + 1]) >> (11 - (bit % 8))) & 31;
}
