namespace Pipeline.Core.Orders.Placing;

/// <summary>Where the goods go. Lengths are the distributor's business and are checked before sending.</summary>
public sealed record DeliveryAddress
{
    /// <summary>Company or person; never empty.</summary>
    public required string Name { get; init; }

    /// <summary>Second line of the name (department, flat), or null.</summary>
    public string? NameAddition { get; init; }

    /// <summary>Person to ask for, or null.</summary>
    public string? Contact { get; init; }

    /// <summary>Street and number; more lines for building, floor and the like. At least one.</summary>
    public required IReadOnlyList<string> Street { get; init; }

    /// <summary>Postal code.</summary>
    public required string PostalCode { get; init; }

    /// <summary>City.</summary>
    public required string City { get; init; }

    /// <summary>ISO 3166 alpha-2, upper case.</summary>
    public required string CountryCode { get; init; }

    /// <summary>Consignee's mail address, or null; carriers need it.</summary>
    public string? Email { get; init; }

    /// <summary>Consignee's telephone number, or null.</summary>
    public string? Phone { get; init; }

    /// <summary>No personal data in logs: country and postal code only.</summary>
    public override string ToString() => $"{CountryCode}-{PostalCode}";
}
