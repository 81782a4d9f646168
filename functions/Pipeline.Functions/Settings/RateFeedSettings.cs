using Pipeline.Core.Flows;
using Pipeline.Partners.Currencies;
using Pipeline.Partners.Settings.Rules;

namespace Pipeline.Functions.Settings;

/// <summary>The file of exchange rates: <c>Currencies__Feed__*</c>.</summary>
public sealed class RateFeedSettings
{
    /// <summary>Address of a daily file as the European Central Bank writes it; null for none.</summary>
    [Address("https")]
    public string? Url { get; set; }

    /// <summary>NCRONTAB expression of six fields in the time of Paris, or null for the usual one.</summary>
    [Schedule]
    public string? Schedule { get; set; }

    /// <summary>The address, or null.</summary>
    public Uri? Address => Url.Given() is { } url ? new Uri(url) : null;

    /// <summary>The flow that fetches it; none without an address.</summary>
    public IReadOnlyList<FlowDefinition> ToFlows() => Address is null ? [] : [DailyRatesRunner.Define(Schedule.Given())];
}
