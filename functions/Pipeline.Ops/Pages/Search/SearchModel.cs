namespace Pipeline.Ops.Pages.Search;

/// <summary>What was found.</summary>
/// <param name="Text">What was looked for; null before anybody asks.</param>
/// <param name="Hits">What fits, by kind.</param>
public sealed record SearchModel(string? Text, IReadOnlyList<SearchHit> Hits);

/// <summary>A thing that fits.</summary>
/// <param name="Kind"><c>order</c>, <c>article</c>, <c>run</c>, <c>message</c>, <c>exchange</c>, <c>error</c>, <c>flow</c> or <c>code</c>.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Address">Its page.</param>
public sealed record SearchHit(string Kind, string Name, string Address);
