namespace Pipeline.Core.Feeds.Changes;

/// <summary>Writes one change set; memory does not grow with its lines, and nothing of it is seen before it is complete.</summary>
public interface IChangeSetWriter : IAsyncDisposable
{
    /// <summary>Adds a line; several callers may at the same time.</summary>
    void Add(ChangeLine line);

    /// <summary>Stores the change set in place of an earlier one of its name.</summary>
    /// <returns>What was stored, or null when it has no line: then nothing is.</returns>
    Task<ChangeSet?> CompleteAsync(CancellationToken cancellationToken);
}
