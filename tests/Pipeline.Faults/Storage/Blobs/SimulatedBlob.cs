namespace Pipeline.Faults.Storage.Blobs;

/// <summary>One blob: its committed bytes, the blocks that wait for a commit, and its lease.</summary>
internal sealed class SimulatedBlob
{
    /// <summary>Blocks by id that are not committed.</summary>
    public Dictionary<string, byte[]> Staged { get; } = [];

    /// <summary>The bytes; null while nothing is committed, and then the blob cannot be seen.</summary>
    public byte[]? Content { get; private set; }

    /// <summary>Committed blocks by id.</summary>
    public Dictionary<string, byte[]> Blocks { get; private set; } = [];

    public string ContentType { get; private set; } = "application/octet-stream";

    public IReadOnlyList<KeyValuePair<string, string>> Metadata { get; private set; } = [];

    public string ETag { get; private set; } = string.Empty;

    public DateTimeOffset LastModified { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public SimulatedLease Lease { get; } = new();

    /// <summary>Makes bytes visible, all at once.</summary>
    public void Commit(byte[] content, Dictionary<string, byte[]> blocks, StorageRequest request, string etag, DateTimeOffset now)
    {
        CreatedAt = Content is null ? now : CreatedAt;
        Content = content;
        Blocks = blocks;
        ContentType = request.Header("x-ms-blob-content-type") ?? "application/octet-stream";
        Metadata = [.. request.Metadata()];
        Staged.Clear();
        Touch(etag, now);
    }

    public void SetMetadata(StorageRequest request, string etag, DateTimeOffset now)
    {
        Metadata = [.. request.Metadata()];
        Touch(etag, now);
    }

    private void Touch(string etag, DateTimeOffset now) => (ETag, LastModified) = (etag, now);
}
