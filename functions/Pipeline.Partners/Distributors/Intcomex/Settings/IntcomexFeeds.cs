using Microsoft.Extensions.Options;

namespace Pipeline.Partners.Distributors.Intcomex.Settings;

/// <summary>The feeds: <c>Distributors__Intcomex__Feeds__*</c>.</summary>
public sealed class IntcomexFeeds
{
    /// <summary>Products.</summary>
    [ValidateObjectMembers]
    public PagedFeedSettings Catalog { get; set; } = new();

    /// <summary>Prices.</summary>
    [ValidateObjectMembers]
    public ListFeedSettings Price { get; set; } = new();

    /// <summary>Stock.</summary>
    [ValidateObjectMembers]
    public PagedFeedSettings Stock { get; set; } = new();

    /// <summary>Images and specifications.</summary>
    [ValidateObjectMembers]
    public ListFeedSettings Content { get; set; } = new();
}
