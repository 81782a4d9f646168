using System.Globalization;
using Pipeline.Core.Errors;

namespace Pipeline.Core.ErrorGroups;

/// <summary>Lists groups of errors as they stand now; what stands open is read in one query.</summary>
public sealed class ErrorDirectory(IErrorStore store, TimeProvider clock)
{
    /// <summary>What began up to this long before a partner failed as a whole is taken to come of it: the first call that failed told of it.</summary>
    private static readonly TimeSpan Foreboding = TimeSpan.FromMinutes(10);

    /// <summary>The bell: what waits for a person now, errors first, then the oldest first. Its length is the bell's number.</summary>
    public async Task<IReadOnlyList<ErrorEntry>> ListRingingAsync(CancellationToken cancellationToken) =>
        [.. (await StandingAsync(cancellationToken)).Where(static entry => entry.Rings)];

    /// <summary>A page of groups: those that stand by severity, then the oldest first; those closed the latest first.</summary>
    /// <exception cref="FormatException">The cursor is not from this list.</exception>
    public async Task<Page<ErrorEntry>> ListAsync(ErrorFilter filter, int limit, string? cursor, CancellationToken cancellationToken)
    {
        int start = cursor is null ? 0 : int.Parse(
            Cursor.Read(cursor, static place => int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out _)), CultureInfo.InvariantCulture);
        DateTimeOffset now = clock.GetUtcNow();
        IEnumerable<ErrorEntry> entries = filter.State is ErrorGroupState.Closed
            ? (await store.ListAsync(isClosed: true, cancellationToken)).OrderByDescending(static group => group.ClosedAt).Select(group => new ErrorEntry(group, now))
            : await StandingAsync(cancellationToken);
        ErrorEntry[] matching = [.. entries.Where(filter.Fits)];
        ErrorEntry[] page = [.. matching.Skip(start).Take(limit)];
        int next = start + page.Length;
        return new Page<ErrorEntry>(page, next < matching.Length ? Cursor.Of(next.ToString(CultureInfo.InvariantCulture)) : null);
    }

    /// <summary>One group; null when there is none.</summary>
    public async Task<ErrorEntry?> FindAsync(string id, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { } group ? new ErrorEntry(group, clock.GetUtcNow()) : null;

    private async Task<IReadOnlyList<ErrorEntry>> StandingAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        IReadOnlyList<ErrorGroup> groups = await store.ListAsync(isClosed: false, cancellationToken);
        ILookup<string, ErrorGroup> partners = groups
            .Where(group => group.Scope is FaultScope.Partner && group.StateAt(now) is ErrorGroupState.Open)
            .ToLookup(static group => group.Partner, StringComparer.Ordinal);
        return
        [
            .. groups.Select(group => new ErrorEntry(group, now)
                {
                    HiddenBy = group.Scope is not FaultScope.Call
                        ? null
                        : partners[group.Partner].FirstOrDefault(partner => partner.FirstSeen <= group.FirstSeen + Foreboding)?.Id,
                })
                .OrderBy(static entry => entry.Severity is IssueSeverity.Error ? 0 : 1)
                .ThenBy(static entry => entry.Group.FirstSeen)
                .ThenBy(static entry => entry.Group.Id, StringComparer.Ordinal),
        ];
    }
}

/// <summary>Which groups a list shows; null means any.</summary>
public sealed record ErrorFilter
{
    /// <summary>Where they stand; null for all that are not closed.</summary>
    public ErrorGroupState? State { get; init; }

    /// <summary>Who is on them.</summary>
    public string? Owner { get; init; }

    /// <summary>Whose they are.</summary>
    public string? Partner { get; init; }

    /// <summary><c>error</c> or <c>retry</c>.</summary>
    public string? Severity { get; init; }

    /// <summary>Code of a flow that a record happened in.</summary>
    public string? Flow { get; init; }

    /// <summary>Last found at or after it, UTC.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether a group is shown. One that a failure of its partner has caused is not among the open ones.</summary>
    public bool Fits(ErrorEntry entry) =>
        (State is null || (entry.State == State && !(State is ErrorGroupState.Open && entry.HiddenBy is not null)))
        && (Owner is null || entry.Group.Owner?.By == Owner)
        && (Partner is null || entry.Group.Partner == Partner)
        && (Severity is null || entry.Severity == Severity)
        && (Flow is null || entry.Group.Flows.Contains(Flow))
        && (Since is null || entry.Group.LastSeen >= Since);
}

/// <summary>A group as it stands at one instant.</summary>
public sealed record ErrorEntry
{
    /// <summary>Looks at a group.</summary>
    public ErrorEntry(ErrorGroup group, DateTimeOffset now) => (Group, State, Severity) = (group, group.StateAt(now), group.SeverityAt(now));

    /// <summary>The group.</summary>
    public ErrorGroup Group { get; }

    /// <summary>Where it stands.</summary>
    public ErrorGroupState State { get; }

    /// <summary><c>error</c> or <c>retry</c>.</summary>
    public string Severity { get; }

    /// <summary>The failure of the whole partner that causes it, by the id of its group; else null.</summary>
    public string? HiddenBy { get; init; }

    /// <summary>Whether it is one of those that the bell counts.</summary>
    public bool Rings => State is ErrorGroupState.Open && HiddenBy is null;
}
