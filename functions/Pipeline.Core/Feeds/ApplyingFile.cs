namespace Pipeline.Core.Feeds;

/// <summary>The intent to apply a file: it stands before the first row is written and goes when all are.</summary>
/// <param name="Blob">Name of the blob in the landing container.</param>
/// <param name="Sequence">Number it takes among the accepted files.</param>
/// <param name="ExecutionId">The execution that applies it.</param>
/// <param name="Rollback">Whether an earlier accepted file is applied again on request.</param>
public sealed record ApplyingFile(string Blob, long Sequence, string ExecutionId, bool Rollback)
{
    /// <summary>Name that its change set takes however often it is begun anew; null in an intent of an earlier version.</summary>
    public string? ChangeSet { get; init; }
}
