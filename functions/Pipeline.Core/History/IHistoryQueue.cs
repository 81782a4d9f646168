namespace Pipeline.Core.History;

/// <summary>Asks for the history of change sets to be written.</summary>
public interface IHistoryQueue
{
    /// <summary>Asks for one; at least once.</summary>
    Task SendAsync(HistoryNotice notice, CancellationToken cancellationToken);
}

/// <summary>Asks for the history of a change set.</summary>
/// <param name="Blob">Name of the published change set.</param>
public sealed record HistoryNotice(string Blob);
