namespace Pipeline.Functions.Settings;

/// <summary>The feeds of a distributor.</summary>
public sealed class FeedsSettings
{
    /// <summary>Price file.</summary>
    public FeedSettings Price { get; set; } = new();

    /// <summary>Stock file.</summary>
    public FeedSettings Stock { get; set; } = new();

    /// <summary>Category file.</summary>
    public FeedSettings Category { get; set; } = new();
}
