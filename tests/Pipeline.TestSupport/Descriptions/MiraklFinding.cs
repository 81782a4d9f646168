namespace Pipeline.TestSupport.Descriptions;

/// <summary>Where a request or an answer is not as described.</summary>
/// <param name="Path">Where, without places in arrays, for example <c>$.offers[].price</c>.</param>
/// <param name="What">What is wrong.</param>
public sealed record MiraklFinding(string Path, string What)
{
    /// <summary>The text of a member that the description demands, and that the platform leaves null.</summary>
    public const string RequiredNull = "a required member that is null";
}
