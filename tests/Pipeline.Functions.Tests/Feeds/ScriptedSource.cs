using System.Security.Cryptography;
using Pipeline.Core.Feeds.Landing;

namespace Pipeline.Functions.Tests.Feeds;

/// <summary>A distributor's server with one file: what it says of it and what it holds are set by the test.</summary>
internal sealed class ScriptedSource : IFeedSourceFactory, IFeedSource
{
    /// <summary>What the server says of the file; null when there is none.</summary>
    public RemoteFile? File { get; set; }

    public byte[] Bytes { get; set; } = [];

    /// <summary>How often the bytes were fetched.</summary>
    public int Downloads { get; private set; }

    /// <summary>What was asked for last.</summary>
    public FeedSourceOptions? Options { get; private set; }

    /// <summary>Lays down a file.</summary>
    public void Put(byte[] bytes, DateTimeOffset? modifiedAt, string? etag = null, TimeSpan? doubt = null)
    {
        RemoteFile file = new("/out/price.csv", bytes.Length, modifiedAt, etag);
        Bytes = bytes;
        File = doubt is { } known ? file with { Doubt = known } : file;
    }

    public IFeedSource Create(FeedSourceOptions options)
    {
        Options = options;
        return this;
    }

    public Task<RemoteFile?> ProbeAsync(CancellationToken cancellationToken) => Task.FromResult(File);

    public async Task<DownloadedFile> DownloadAsync(RemoteFile probe, string targetPath, CancellationToken cancellationToken)
    {
        Downloads++;
        await System.IO.File.WriteAllBytesAsync(targetPath, Bytes, cancellationToken);
        return new DownloadedFile(targetPath, Bytes.Length, Convert.ToHexStringLower(SHA256.HashData(Bytes)), probe.ModifiedAt);
    }
}
