namespace Pipeline.Simulators.IngramMicro.Services.Orders;

/// <summary>Where an order goes.</summary>
internal sealed record ShipTo
{
    public required string Name { get; init; }

    public string? Attention { get; init; }

    public required IReadOnlyList<string> Street { get; init; }

    public required string City { get; init; }

    public required string PostalCode { get; init; }

    public required string CountryCode { get; init; }
}
