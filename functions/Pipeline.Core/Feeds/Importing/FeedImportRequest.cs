namespace Pipeline.Core.Feeds.Importing;

/// <summary>What is asked of the import.</summary>
/// <param name="Blob">Name of the file in the landing container.</param>
/// <param name="ExecutionId">The execution that follows it, or null for the one that landed it.</param>
/// <param name="Rollback">Whether an earlier accepted file is to be applied again.</param>
public sealed record FeedImportRequest(string Blob, string? ExecutionId, bool Rollback);
