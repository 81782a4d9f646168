using Pipeline.Partners.Settings.Rules;

namespace Pipeline.Partners.Distributors.Intcomex.Settings;

/// <summary>A list that the service gives whole or in pages.</summary>
public sealed class PagedFeedSettings
{
    /// <summary>NCRONTAB expression of six fields, or null for the flow's own.</summary>
    [Schedule]
    public string? Schedule { get; set; }

    /// <summary>Products a page, at most 1,000; 0 or null asks for all at once.</summary>
    [WholeNumber(0, 1000)]
    public string? PageSize { get; set; }
}
