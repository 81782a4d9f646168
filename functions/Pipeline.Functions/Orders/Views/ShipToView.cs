using Pipeline.Core.Orders.Placing;

namespace Pipeline.Functions.Orders.Views;

/// <summary>An address, as it is given in an order.</summary>
/// <param name="Name">Company or person.</param>
/// <param name="NameAddition">Second line of the name, or null.</param>
/// <param name="Contact">Person to ask for, or null.</param>
/// <param name="Street">Street and number, and more lines for building, floor and the like; 1 to 3.</param>
/// <param name="PostalCode">Postal code.</param>
/// <param name="City">City.</param>
/// <param name="Country">ISO 3166 alpha-2.</param>
/// <param name="Mail">Consignee's mail address, or null.</param>
/// <param name="Phone">Consignee's telephone number, or null.</param>
public sealed record ShipToView(
    string Name,
    string? NameAddition,
    string? Contact,
    IReadOnlyList<string> Street,
    string PostalCode,
    string City,
    string Country,
    string? Mail,
    string? Phone)
{
    internal static ShipToView Of(DeliveryAddress address) => new(
        address.Name,
        address.NameAddition,
        address.Contact,
        address.Street,
        address.PostalCode,
        address.City,
        address.CountryCode,
        address.Email,
        address.Phone);
}
