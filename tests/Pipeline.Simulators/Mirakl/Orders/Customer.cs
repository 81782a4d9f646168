namespace Pipeline.Simulators.Mirakl.Orders;

/// <summary>Who buys.</summary>
/// <param name="Id">Number of the customer.</param>
/// <param name="FirstName">First name.</param>
/// <param name="LastName">Last name.</param>
/// <param name="Street">Street with number.</param>
/// <param name="ZipCode">Postal code.</param>
/// <param name="City">City.</param>
/// <param name="Country">Country in its language.</param>
/// <param name="CountryCode">ISO 3166 alpha-3.</param>
/// <param name="Locale">Language and country, for example <c>fr_FR</c>.</param>
internal sealed record Customer(
    string Id, string FirstName, string LastName, string Street, string ZipCode, string City, string Country, string CountryCode, string Locale);
