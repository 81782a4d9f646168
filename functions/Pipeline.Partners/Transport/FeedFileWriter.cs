using System.Security.Cryptography;
using Pipeline.Core.Feeds.Landing;

namespace Pipeline.Partners.Transport;

/// <summary>Writes the local file of a download, hashes it on the way, and removes it unless completed.</summary>
internal sealed class FeedFileWriter : IAsyncDisposable
{
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    private readonly string targetPath;
    private readonly string remotePath;
    private readonly long maxBytes;
    private readonly FileStream file;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool isCompleted;

    private FeedFileWriter(FileStream file, string targetPath, string remotePath, long maxBytes)
    {
        this.file = file;
        this.targetPath = targetPath;
        this.remotePath = remotePath;
        this.maxBytes = maxBytes;
    }

    /// <summary>Bytes written so far: where a resumed transfer goes on.</summary>
    public long Length { get; private set; }

    /// <summary>SHA-256 of the bytes written so far, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 => Convert.ToHexStringLower(hash.GetCurrentHash());

    /// <summary>Creates or empties the file.</summary>
    public static FeedFileWriter Open(string targetPath, string remotePath, long maxBytes)
    {
        try
        {
            // No buffer of its own: the transports hand over large pieces.
            FileStream opened = new(
                targetPath, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
            return new FeedFileWriter(opened, targetPath, remotePath, maxBytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Translate(exception, targetPath);
        }
    }

    /// <summary>Appends all that the transfer still has.</summary>
    /// <remarks>Exceptions of <paramref name="readAsync"/> pass through; what came before them stays written.</remarks>
    /// <param name="readAsync">Fills a buffer; 0 is the end.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task AppendAsync(
        Func<Memory<byte>, CancellationToken, Task<int>> readAsync, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[128 * 1024];
        int read;
        while ((read = await readAsync(buffer, cancellationToken)) > 0)
        {
            if (Length + read > maxBytes)
            {
                throw FeedErrors.TooLarge(remotePath, maxBytes);
            }

            await WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }

    /// <summary>Empties the file: the transfer starts again from its first byte.</summary>
    public void Restart()
    {
        file.SetLength(0);
        file.Position = 0;
        hash.TryGetHashAndReset(stackalloc byte[SHA256.HashSizeInBytes], out _);
        Length = 0;
    }

    /// <summary>Closes the file and keeps it.</summary>
    public async Task<DownloadedFile> CompleteAsync(DateTimeOffset? remoteModifiedAt)
    {
        try
        {
            await file.DisposeAsync();
        }
        catch (IOException exception)
        {
            throw Translate(exception, targetPath);
        }

        isCompleted = true;
        return new DownloadedFile(
            targetPath, Length, Convert.ToHexStringLower(hash.GetHashAndReset()), remoteModifiedAt);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        hash.Dispose();
        if (isCompleted)
        {
            return;
        }

        try
        {
            await file.DisposeAsync();
        }
        finally
        {
            File.Delete(targetPath);
        }
    }

    private static FeedTransportException Translate(Exception exception, string targetPath) =>
        exception is IOException { HResult: NoSpace or QuotaExceeded or WindowsDiskFull } full
            ? FeedErrors.DiskFull(targetPath, full)
            : FeedErrors.LocalWrite(targetPath, exception);

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await file.WriteAsync(bytes, cancellationToken);
        }
        catch (IOException exception)
        {
            throw Translate(exception, targetPath);
        }

        hash.AppendData(bytes.Span);
        Length += bytes.Length;
    }
}
