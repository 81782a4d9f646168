namespace Pipeline.TestSupport.Descriptions;

/// <summary>Where a request or an answer is not as described.</summary>
/// <param name="Path">Where, without places in arrays, for example <c>$[].InStock</c>.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Contradiction">The contradiction of the description that explains it; null: nothing does.</param>
public sealed record IwsFinding(string Path, string What, IwsContradiction? Contradiction);
