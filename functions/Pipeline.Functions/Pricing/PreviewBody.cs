using System.Text.Json.Serialization;
using Pipeline.Core.Pricing;

namespace Pipeline.Functions.Pricing;

/// <summary>Rules to try, and for which articles. Unknown members are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PreviewBody
{
    /// <summary>Most article numbers of a preview.</summary>
    public const int MaxSkus = 500;

    /// <summary>The rules to try; absent for those in force.</summary>
    public IReadOnlyList<MarginRule>? Rules { get; init; }

    /// <summary>Only this distributor's articles.</summary>
    public string? Distributor { get; init; }

    /// <summary>Only articles of this brand.</summary>
    public string? Brand { get; init; }

    /// <summary>Only articles of these numbers, at most 500.</summary>
    public IReadOnlyList<string>? Sku { get; init; }
}
