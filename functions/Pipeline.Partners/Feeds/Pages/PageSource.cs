using System.Security.Cryptography;
using System.Text.Json;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Issues;

namespace Pipeline.Partners.Feeds.Pages;

/// <summary>A feed that is the answer of an API: its pages, fetched one after another by the distributor's client, land as JSON lines.</summary>
/// <param name="name">What the feed is called in file names and sentences, for example <c>getcatalog</c>.</param>
/// <param name="pages">
/// Fetches the pages: UTF-8 JSON as received, each read to its end and disposed of before the next is asked for. What the client
/// throws ends the fetch, and nothing lands.
/// </param>
/// <remarks>
/// A page is minified onto one line and else unchanged, so an equal answer has equal bytes. A page may be as long as the answer; a
/// piece of it is in memory. An API that cannot be asked whether anything has changed is fetched whole and compared by hash.
/// </remarks>
public sealed class PageSource(string name, Func<CancellationToken, IAsyncEnumerable<Stream>> pages) : IFeedSource
{
    /// <summary>A feed whose pages are short enough to be held in memory, one at a time.</summary>
    public PageSource(string name, Func<CancellationToken, IAsyncEnumerable<ReadOnlyMemory<byte>>> pages)
        : this(name, token => pages(token).Select(static Stream (page) => new MemoryStream(page.ToArray())))
    {
    }

    /// <summary>Most pages of an answer. Default 10,000.</summary>
    public int MaxPages { get; init; } = 10_000;

    /// <summary>Longest page in bytes, as it lands. Default 2 GiB.</summary>
    public long MaxPageBytes { get; init; } = 2L << 30;

    /// <summary>Longest answer in bytes, as it lands. Default 2 GiB.</summary>
    public long MaxBytes { get; init; } = 2L << 30;

    /// <summary>Longest time for one answer. Default 6 minutes, which ends before the function that waits for it has to.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(6);

    /// <inheritdoc/>
    public Task<RemoteFile?> ProbeAsync(CancellationToken cancellationToken) =>
        Task.FromResult<RemoteFile?>(new RemoteFile($"{name}.jsonl", Size: null, ModifiedAt: null, ETag: null));

    /// <inheritdoc/>
    public async Task<DownloadedFile> DownloadAsync(RemoteFile probe, string targetPath, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(Deadline);
        try
        {
            return await WriteAsync(targetPath, limited.Token);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            File.Delete(targetPath);
            throw Fault(IssueCodes.FeedDeadline, $"The pages of {name} did not all come within {Deadline}.", "Nothing; it is tried again.", isTransient: true, late);
        }
        catch
        {
            File.Delete(targetPath);
            throw;
        }
    }

    private async Task<DownloadedFile> WriteAsync(string targetPath, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using FileStream target = new(targetPath, FileMode.Create, FileAccess.Write, FileShare.None);
        long size = 0;
        int count = 0;
        await foreach (Stream page in pages(cancellationToken).WithCancellation(cancellationToken))
        {
            await using Stream body = page;
            PageLine line = new();
            long length = 0;
            count++;
            for (bool isMore = true; isMore;)
            {
                isMore = await ReadAsync(line, body, count, cancellationToken);
                ReadOnlyMemory<byte> piece = line.Piece;
                length += piece.Length;
                size += piece.Length;
                if (count > MaxPages || length > MaxPageBytes || size > MaxBytes)
                {
                    throw Fault(
                        IssueCodes.FeedTooLarge,
                        $"Page {count} of {name} makes {size} bytes; at most {MaxPages} pages of {MaxPageBytes} bytes, {MaxBytes} in all, are expected.",
                        "Check what the API is asked for.",
                        isTransient: false,
                        null);
                }

                hash.AppendData(piece.Span);
                await target.WriteAsync(piece, cancellationToken);
            }
        }

        return new DownloadedFile(targetPath, size, Convert.ToHexStringLower(hash.GetHashAndReset()), RemoteModifiedAt: null);
    }

    private async Task<bool> ReadAsync(PageLine line, Stream body, int number, CancellationToken cancellationToken)
    {
        try
        {
            return await line.ReadAsync(body, cancellationToken);
        }
        catch (JsonException broken)
        {
            throw Fault(
                IssueCodes.FeedPageUnreadable,
                $"Page {number} of {name} is no JSON: {broken.Message}",
                "Nothing; it is tried again. Report it to the distributor if it stays.",
                isTransient: true,
                broken);
        }
    }

    private static FeedTransportException Fault(string code, FormattableString message, string remedy, bool isTransient, Exception? cause) =>
        new(code, FormattableString.Invariant(message), remedy, isTransient, cause);
}
