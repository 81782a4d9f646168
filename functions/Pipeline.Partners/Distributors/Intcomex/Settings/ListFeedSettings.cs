using Pipeline.Partners.Settings.Rules;

namespace Pipeline.Partners.Distributors.Intcomex.Settings;

/// <summary>A list that the service gives whole.</summary>
public sealed class ListFeedSettings
{
    /// <summary>NCRONTAB expression of six fields, or null for the flow's own.</summary>
    [Schedule]
    public string? Schedule { get; set; }
}
