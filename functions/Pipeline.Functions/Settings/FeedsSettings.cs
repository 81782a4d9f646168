using Microsoft.Extensions.Options;

namespace Pipeline.Functions.Settings;

/// <summary>The feeds of a distributor.</summary>
public sealed class FeedsSettings
{
    /// <summary>Price file.</summary>
    [ValidateObjectMembers]
    public FeedSettings Price { get; set; } = new();

    /// <summary>Stock file.</summary>
    [ValidateObjectMembers]
    public FeedSettings Stock { get; set; } = new();

    /// <summary>Category file.</summary>
    [ValidateObjectMembers]
    public FeedSettings Category { get; set; } = new();
}
