namespace Pipeline.Core.Executions;

/// <summary>How far a step of a feed run has come.</summary>
/// <param name="Done">Rows, or bytes while a file is fetched, that are done.</param>
/// <param name="Expected">All of them, or null while unknown.</param>
public readonly record struct FeedProgress(long Done, long? Expected);
