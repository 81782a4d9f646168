namespace Pipeline.Core.ErrorGroups;

/// <summary>Keeps groups of errors and their records.</summary>
public interface IErrorStore
{
    /// <summary>Reads a group; null when there is none.</summary>
    Task<ErrorGroup?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>All groups that are not closed, those dismissed included; or all that are closed. One query, in no particular order.</summary>
    Task<IReadOnlyList<ErrorGroup>> ListAsync(bool isClosed, CancellationToken cancellationToken);

    /// <summary>
    /// Changes a group: reads it, and its standing records after it, applies <paramref name="change"/>, writes it under its
    /// ETag and starts over on a conflict. Returning the same instance, or null, writes nothing.
    /// </summary>
    /// <param name="id">Id of the group.</param>
    /// <param name="change">Gets the group, null when there is none, and its standing records, at most <see cref="ErrorGroup.CountLimit"/>; must have no other effect.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The group that stands afterwards, or null.</returns>
    Task<ErrorGroup?> RefreshAsync(
        string id, Func<ErrorGroup?, IReadOnlyList<ErrorRecord>, ErrorGroup?> change, CancellationToken cancellationToken);

    /// <summary>Changes a group as <see cref="RefreshAsync"/> does, without looking at its records.</summary>
    Task<ErrorGroup?> UpdateAsync(string id, Func<ErrorGroup?, ErrorGroup?> change, CancellationToken cancellationToken);

    /// <summary>Reads a record; null when there is none.</summary>
    Task<ErrorRecord?> FindRecordAsync(string group, ErrorSubject subject, CancellationToken cancellationToken);

    /// <summary>
    /// Changes a record, as <see cref="UpdateAsync"/> changes a group. Before it is written open it is listed for its subject.
    /// </summary>
    Task<ErrorRecord?> UpdateRecordAsync(
        string group, ErrorSubject subject, Func<ErrorRecord?, ErrorRecord?> change, CancellationToken cancellationToken);

    /// <summary>A page of a group's records, those that stand first.</summary>
    /// <exception cref="FormatException">The cursor is not from this list.</exception>
    Task<Page<ErrorRecord>> ListRecordsAsync(string group, int limit, string? cursor, CancellationToken cancellationToken);

    /// <summary>The groups that a subject is listed for: those it stands in, and those a cut has left it in.</summary>
    Task<IReadOnlyList<ErrorListing>> ListOfAsync(ErrorSubject subject, CancellationToken cancellationToken);

    /// <summary>Takes a subject off the list of a group, unless it has been listed again since. May be repeated.</summary>
    Task UnlistAsync(ErrorListing listing, CancellationToken cancellationToken);

    /// <summary>Removes groups that were closed before a time, with their records. May be repeated and cut anywhere.</summary>
    /// <returns>Groups removed.</returns>
    Task<int> RemoveClosedAsync(DateTimeOffset before, CancellationToken cancellationToken);
}

/// <summary>That a subject may stand in a group.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Group">Id of the group.</param>
/// <param name="Version">Opaque; changes each time it is listed.</param>
public sealed record ErrorListing(ErrorSubject Subject, string Group, string Version);
