using System.Text.Json.Serialization;
using Pipeline.Core.ErrorGroups;

namespace Pipeline.Functions.Errors;

/// <summary>Why and for how long a group is dismissed.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ErrorDismissBody
{
    /// <summary>Why; at most 500 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>When it ends by itself, UTC, or null for never.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whether it ends when another record joins the group.</summary>
    public bool UntilMore { get; init; }
}

/// <summary>Which records of a group are tried again.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ErrorRetryBody
{
    /// <summary>Kind and id of each; null or absent for all.</summary>
    public IReadOnlyList<ErrorSubject>? Records { get; init; }
}
