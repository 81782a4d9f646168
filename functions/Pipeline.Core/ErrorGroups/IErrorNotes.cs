namespace Pipeline.Core.ErrorGroups;

/// <summary>Remembers whose state is about to change, so that a cut between a change and its report is made good.</summary>
public interface IErrorNotes
{
    /// <summary>Notes a subject before its change is stored. Repeatable; a later note takes the place of an earlier one.</summary>
    Task<ErrorNote> AddAsync(ErrorSubject subject, CancellationToken cancellationToken);

    /// <summary>Notes that were made before a time: their change was lost, or its report was.</summary>
    Task<IReadOnlyList<ErrorNote>> ListAsync(DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Forgets a note, unless the subject has been noted again since. May be repeated.</summary>
    Task RemoveAsync(ErrorNote note, CancellationToken cancellationToken);
}

/// <summary>That the state of a subject is about to change, or has.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Version">Opaque; changes with every note.</param>
public sealed record ErrorNote(ErrorSubject Subject, string Version);
