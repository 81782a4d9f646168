using Pipeline.Core.ErrorGroups;
using Pipeline.Core.Issues;

namespace Pipeline.Ops.Pages.Errors;

/// <summary>A group of errors in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Partner">Whose it is.</param>
/// <param name="Issue">Code and values: cause and remedy are made of it.</param>
/// <param name="Count">Records that stand.</param>
/// <param name="Since">Since when, UTC.</param>
/// <param name="Last">When it was last found, UTC.</param>
public sealed record ErrorRow(string Id, ErrorGroupState State, string Partner, Issue Issue, int Count, DateTimeOffset Since, DateTimeOffset Last)
{
    /// <summary>Name of the field at fault, or null.</summary>
    public string? Field { get; init; }

    /// <summary>Who is on it, or null.</summary>
    public string? Owner { get; init; }

    /// <summary>When the first of its records is tried again by itself, UTC, or null.</summary>
    public DateTimeOffset? Next { get; init; }

    /// <summary>Whether a record joined in the last hour.</summary>
    public bool Grows { get; init; }

    /// <summary>Where a person decides, when trying again would not do; else null.</summary>
    public string? Decide { get; init; }

    /// <summary>Of a group as it stands.</summary>
    /// <param name="entry">The group.</param>
    /// <param name="now">The instant of the page, UTC.</param>
    public static ErrorRow Of(ErrorEntry entry, DateTimeOffset now)
    {
        ErrorGroup group = entry.Group;
        return new(group.Id, entry.State, group.Partner, group.Issue, group.Count, group.FirstSeen, group.LastSeen)
        {
            Field = group.Field,
            Owner = group.Owner?.By,
            Next = group.NextAttemptAt,
            Grows = group.GrewAt > now.AddHours(-1) && group.Count > 1,
            Decide = group.Examples is [{ Subject.Kind: ErrorSubject.Execution or ErrorSubject.Invoice } only, ..]
                ? group.Count == 1 ? ErrorPlaces.AddressOf(only.Subject) : $"/ops/e/{group.Id}"
                : null,
        };
    }
}
