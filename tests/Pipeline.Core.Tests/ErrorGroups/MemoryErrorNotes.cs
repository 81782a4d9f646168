using Pipeline.Core.ErrorGroups;
using Pipeline.Core.Tests.Orders.Life;

namespace Pipeline.Core.Tests.ErrorGroups;

/// <summary>Keeps notes in memory.</summary>
internal sealed class MemoryErrorNotes(Cuts cuts) : IErrorNotes
{
    private readonly Dictionary<ErrorSubject, int> notes = [];
    private int versions;

    public Task<ErrorNote> AddAsync(ErrorSubject subject, CancellationToken cancellationToken) => cuts.AroundAsync(() =>
    {
        notes[subject] = ++versions;
        return Task.FromResult(new ErrorNote(subject, $"{versions}"));
    });

    public Task<IReadOnlyList<ErrorNote>> ListAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ErrorNote>>([.. notes.Select(static note => new ErrorNote(note.Key, $"{note.Value}"))]);

    public Task RemoveAsync(ErrorNote note, CancellationToken cancellationToken) => cuts.AroundAsync(() =>
        Task.FromResult(notes.TryGetValue(note.Subject, out int version) && note.Version == $"{version}" && notes.Remove(note.Subject)));
}
