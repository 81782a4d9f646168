namespace Pipeline.Core.Currencies;

/// <summary>What the settings say of currencies.</summary>
public sealed record CurrencyTerms
{
    /// <summary>The currency in which prices are compared, ISO 4217.</summary>
    public string Base { get; init; } = "EUR";

    /// <summary>Rates that stand in the settings; none is built in.</summary>
    public IReadOnlyList<CurrencyRate> Rates { get; init; } = [];

    /// <summary>Age above which a rate is stale, counted from the beginning of its day, UTC; 96 hours.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromHours(96);
}
