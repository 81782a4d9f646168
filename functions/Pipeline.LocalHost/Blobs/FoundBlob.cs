namespace Pipeline.LocalHost.Blobs;

/// <summary>A blob that matches the path of a trigger.</summary>
internal sealed record FoundBlob(
    string Container, string Name, Uri Uri, IReadOnlyList<KeyValuePair<string, string>> Captures);
