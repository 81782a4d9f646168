namespace Pipeline.Core.Orders.Intake;

/// <summary>What intake has to know about the house.</summary>
public sealed record IntakeTerms
{
    /// <summary>Codes of the distributors that exist here, with the ISO 4217 code of the account's currency.</summary>
    public required IReadOnlyDictionary<string, string> Currencies { get; init; }

    /// <summary>Time zones of the accounts: a day of delivery is past when it is over in all of them.</summary>
    public required IReadOnlyList<TimeZoneInfo> TimeZones { get; init; }

    /// <summary>Whether every order is a test.</summary>
    public bool IsTest { get; init; }

    /// <summary>The distributor that is meant when none is named: the only one, or null when there are several.</summary>
    public string? OnlyDistributor => Currencies.Count == 1 ? Currencies.Keys.Single() : null;

    /// <summary>The codes of the distributors, as a sentence lists them.</summary>
    public string Distributors => string.Join(", ", Currencies.Keys.Order(StringComparer.Ordinal));

    /// <summary>The earliest day that has not ended everywhere; in UTC when there is no distributor.</summary>
    public DateOnly Today(DateTimeOffset now) =>
        TimeZones.DefaultIfEmpty(TimeZoneInfo.Utc).Min(zone => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).Date));
}
