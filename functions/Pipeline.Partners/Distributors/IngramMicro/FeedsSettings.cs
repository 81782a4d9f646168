using Microsoft.Extensions.Options;
using Pipeline.Partners.Settings;

namespace Pipeline.Partners.Distributors.IngramMicro;

/// <summary>The feeds: <c>Distributors__IngramMicro__Feeds__*</c>.</summary>
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
