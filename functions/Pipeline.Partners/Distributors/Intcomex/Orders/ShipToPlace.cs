using System.Globalization;
using System.Text;
using Pipeline.Core.Orders.Placing;

namespace Pipeline.Partners.Distributors.Intcomex.Orders;

/// <summary>A place to which Intcomex delivers, with its codes there.</summary>
/// <param name="AddressId">Intcomex's number of the address, or null.</param>
/// <param name="LocationId">Intcomex's code of the warehouse that the goods come from, or null.</param>
/// <param name="Street">Street and number.</param>
/// <param name="PostalCode">Postal code; may be empty.</param>
/// <param name="City">City.</param>
/// <param name="Country">ISO 3166 alpha-2.</param>
internal sealed record ShipToPlace(long? AddressId, string? LocationId, string Street, string PostalCode, string City, string Country)
{
    /// <summary>Whether it is the address: case, accents, punctuation and blanks do not matter.</summary>
    public bool Is(DeliveryAddress address) =>
        Plain(Street) == Plain(string.Concat(address.Street))
        && Plain(PostalCode) == Plain(address.PostalCode)
        && Plain(City) == Plain(address.City)
        && Plain(Country) == Plain(address.CountryCode);

    private static string Plain(string text)
    {
        StringBuilder plain = new(text.Length);
        foreach (char letter in text.Normalize(NormalizationForm.FormKD).Where(static letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark))
        {
            if (char.IsLetterOrDigit(letter))
            {
                plain.Append(char.ToUpperInvariant(letter));
            }
        }

        return plain.ToString();
    }
}
