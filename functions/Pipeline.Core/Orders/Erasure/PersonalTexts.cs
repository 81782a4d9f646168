using System.Globalization;
using System.Text;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Sales;

namespace Pipeline.Core.Orders.Erasure;

/// <summary>The words of an order that say who the customer is, to be found in texts that partners wrote.</summary>
/// <remarks>
/// Only whole words count, so that a short name does not eat into others; case and accents do not matter, since partners
/// write addresses in capitals and without accents. Postal code and city alone point to nobody and stay.
/// </remarks>
public sealed class PersonalTexts
{
    /// <summary>Stands where a personal text was.</summary>
    public const string Mark = "[erased]";

    private const int LengthLimit = 3;
    private const CompareOptions Loosely = CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace;
    private static readonly CompareInfo Words = CultureInfo.InvariantCulture.CompareInfo;

    private readonly IReadOnlyList<string> texts;

    private PersonalTexts(IReadOnlyList<string> texts) => this.texts = texts;

    /// <summary>The texts of an order; none once they have been removed.</summary>
    public static PersonalTexts Of(SalesOrder order)
    {
        DeliveryAddress? to = order.ShipTo;
        string?[] all = [to?.Name, to?.NameAddition, to?.Contact, .. to?.Street ?? [], to?.Email, to?.Phone, order.EndUserReference];
        return new PersonalTexts(
        [
            .. all.OfType<string>().Select(static text => text.Trim()).Where(static text => text.Length >= LengthLimit)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .OrderByDescending(static text => text.Length),
        ]);
    }

    /// <summary>Whether one of them stands in a text.</summary>
    public bool AreIn(string text) => texts.Any(word => Find(text, word, 0) is not null);

    /// <summary>A text with <see cref="Mark"/> in place of each of them; the same text when there is none.</summary>
    public string Erase(string text)
    {
        foreach (string word in texts)
        {
            text = Erase(text, word);
        }

        return text;
    }

    private static string Erase(string text, string word)
    {
        StringBuilder? rest = null;
        int from = 0;
        while (Find(text, word, from) is { } place)
        {
            rest = (rest ?? new StringBuilder(text.Length)).Append(text, from, place.Start - from).Append(Mark);
            from = place.End;
        }

        return rest is null ? text : rest.Append(text, from, text.Length - from).ToString();
    }

    private static (int Start, int End)? Find(string text, string word, int from)
    {
        while (from < text.Length)
        {
            int found = Words.IndexOf(text.AsSpan(from), word, Loosely, out int length);
            if (found < 0 || length == 0)
            {
                return null;
            }

            int start = from + found;
            int end = start + length;
            if ((start == 0 || !char.IsLetterOrDigit(text[start - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                return (start, end);
            }

            from = start + 1;
        }

        return null;
    }
}
