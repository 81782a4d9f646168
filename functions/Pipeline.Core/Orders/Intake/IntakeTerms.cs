namespace Pipeline.Core.Orders.Intake;

/// <summary>What intake has to know about the house.</summary>
public sealed record IntakeTerms
{
    /// <summary>Codes of the distributors that exist here, with the ISO 4217 code of the account's currency.</summary>
    public required IReadOnlyDictionary<string, string> Currencies { get; init; }

    /// <summary>Time zone in which a day of delivery is past.</summary>
    public required TimeZoneInfo TimeZone { get; init; }

    /// <summary>Whether every order is a test.</summary>
    public bool IsTest { get; init; }

    /// <summary>The distributor that is meant when none is named: the only one, or null when there are several.</summary>
    public string? OnlyDistributor => Currencies.Count == 1 ? Currencies.Keys.Single() : null;
}
