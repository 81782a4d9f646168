using System.ComponentModel.DataAnnotations;
using Pipeline.Partners.Settings.Rules;

namespace Pipeline.Partners.Distributors.Intcomex.Settings;

/// <summary>A place to which Intcomex delivers: <c>Distributors__Intcomex__Services__ShipTo__{n}__*</c>. One that says nothing is none.</summary>
public sealed class ShipToSettings : IValidatableObject
{
    /// <summary>Intcomex's number of the address, or null for the one of the account.</summary>
    [WholeNumber(0, int.MaxValue)]
    public string? AddressId { get; set; }

    /// <summary>Intcomex's code of the warehouse that the goods come from, or null for its choice.</summary>
    [Form("[A-Za-z0-9]{1,20}", "'{0}' is no code of a warehouse: 1 to 20 letters and digits.")]
    public string? LocationId { get; set; }

    /// <summary><c>own</c>: a warehouse of ours; <c>intcomex</c>: one of Intcomex's, where we fetch the goods. Null is own.</summary>
    [Form("own|intcomex", "'{0}' is neither own nor intcomex.")]
    public string? Kind { get; set; }

    /// <summary>Street and number.</summary>
    public string? Street { get; set; }

    /// <summary>Postal code, or null where there are none.</summary>
    public string? PostalCode { get; set; }

    /// <summary>City.</summary>
    public string? City { get; set; }

    /// <summary>Country, ISO 3166 alpha-2.</summary>
    [Form("[A-Za-z]{2}", "'{0}' is no country of two letters, such as CO.")]
    public string? Country { get; set; }

    /// <summary>Whether it says anything.</summary>
    public bool IsGiven => (AddressId.Given() ?? LocationId.Given() ?? Street.Given() ?? PostalCode.Given() ?? City.Given() ?? Country.Given()) is not null;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        (string Name, string? Value)[] needed = [(nameof(Street), Street), (nameof(City), City), (nameof(Country), Country)];
        return needed.Where(part => IsGiven && part.Value.Given() is null)
            .Select(part => validationContext.FaultOf(part.Name, "is missing: an order is matched by street, postal code, city and country."));
    }
}
