using System.Net;
using System.Security.Cryptography;
using Pipeline.Core.Feeds.Landing;

namespace Pipeline.Partners.Transport.Http;

/// <summary>A feed file on an HTTPS server. Each call makes its own connection, so calls may run side by side.</summary>
/// <remarks>What GET says counts; HEAD is asked first because it is cheap, and may be refused or lie.</remarks>
internal sealed class HttpFeedSource : IFeedSource
{
    private readonly FeedSourceOptions options;
    private readonly TimeProvider timeProvider;
    private readonly RemotePattern pattern;

    public HttpFeedSource(FeedSourceOptions options, TimeProvider timeProvider)
    {
        this.options = options;
        this.timeProvider = timeProvider;
        pattern = RemotePattern.Read(options.Url.AbsolutePath);
        if (pattern.HasWildcard)
        {
            throw FeedErrors.UrlRefused(
                "The feed's address holds a wildcard, and HTTPS shows no folder.", "Name the file; a date in it may be written {yyyyMMdd}.");
        }
    }

    /// <inheritdoc/>
    public async Task<RemoteFile?> ProbeAsync(CancellationToken cancellationToken)
    {
        DateOnly today = options.Today(timeProvider);
        return await ProbeAsync(today, cancellationToken)
            ?? (pattern.IsFixed ? null : await ProbeAsync(today.AddDays(-1), cancellationToken));
    }

    /// <inheritdoc/>
    public Task<DownloadedFile> DownloadAsync(
        RemoteFile probe, string targetPath, CancellationToken cancellationToken)
    {
        FeedSourceOptions file = options with { Url = AddressOf(probe) };
        return new ResumingDownload(file, timeProvider).RunAsync(
            probe, targetPath, (writer, left) => AttemptAsync(file, probe, writer, left, cancellationToken), cancellationToken);
    }

    private static string EscapedMarker(string marker) =>
        string.Join('/', marker.Split('/').Select(Uri.EscapeDataString)) is var escaped && escaped.StartsWith('/')
            ? escaped
            : $"./{escaped}";

    private async Task<RemoteFile?> ProbeAsync(DateOnly day, CancellationToken cancellationToken)
    {
        FeedSourceOptions file = options with { Url = AddressOn(day) };
        using HttpFeedConnection connection = new(file, file.Deadline, timeProvider);
        if (file.DoneMarker is { Length: > 0 } marker
            && await AskAsync(connection, file, EscapedMarker(marker), cancellationToken) is null)
        {
            return null;
        }

        return await AskAsync(connection, file, relative: null, cancellationToken);
    }

    private Uri AddressOn(DateOnly day) => pattern.IsFixed
        ? options.Url
        : new UriBuilder(options.Url) { Path = string.Join('/', pattern.On(day).Split('/').Select(Uri.EscapeDataString)) }.Uri;

    /// <summary>Where a probed file lies: midnight may have passed since.</summary>
    private Uri AddressOf(RemoteFile probe)
    {
        DateOnly today = options.Today(timeProvider);
        return pattern.IsFixed
            ? options.Url
            : AddressOn(Enumerable.Range(0, 3).Select(back => today.AddDays(-back)).FirstOrDefault(day => pattern.On(day) == probe.Path, today));
    }

    /// <summary>HEAD where it is granted and says something; else what GET says for the first byte, and where that is refused for all.</summary>
    private static async Task<RemoteFile?> AskAsync(
        HttpFeedConnection connection, FeedSourceOptions file, string? relative, CancellationToken cancellationToken)
    {
        using HttpResponseMessage head = await connection.SendAsync(
            HttpMethod.Head, relative, range: null, cancellationToken);
        bool mayPass = head.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
            or (>= HttpStatusCode.InternalServerError and not HttpStatusCode.NotImplemented);
        if (mayPass || (head.StatusCode == HttpStatusCode.OK && head.Content.Headers.ContentLength != 0))
        {
            return Read(file, head);
        }

        using HttpResponseMessage first = await connection.SendAsync(
            HttpMethod.Get, relative, HttpResumePoint.FirstByte, cancellationToken);
        bool dislikesRange = first.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden or HttpStatusCode.NotImplemented
            or HttpStatusCode.RequestedRangeNotSatisfiable;
        if (!dislikesRange || first.Content.Headers.ContentRange?.Length == 0)
        {
            return Read(file, first);
        }

        using HttpResponseMessage all = await connection.SendAsync(HttpMethod.Get, relative, range: null, cancellationToken);
        return Read(file, all);
    }

    private static RemoteFile? Read(FeedSourceOptions file, HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.NotFound or HttpStatusCode.Gone => null,
        HttpStatusCode.OK or HttpStatusCode.PartialContent => Facts(file, response),

        // The answer to "the first byte" of an empty file.
        HttpStatusCode.RequestedRangeNotSatisfiable when response.Content.Headers.ContentRange?.Length == 0 =>
            Facts(file, response),
        HttpStatusCode status => throw HttpErrors.Status(file, status, response.Headers.RetryAfter?.Delta),
    };

    private static RemoteFile Facts(FeedSourceOptions file, HttpResponseMessage response)
    {
        long? size = response.StatusCode == HttpStatusCode.OK
            ? response.Content.Headers.ContentLength
            : response.Content.Headers.ContentRange?.Length;
        return new RemoteFile(
            RemotePath.Decode(file.Url.AbsolutePath),
            ContentDecoding.Of(response).Count > 0 ? null : size,
            response.Content.Headers.LastModified?.ToUniversalTime(),
            response.Headers.ETag?.ToString());
    }

    private async Task AttemptAsync(
        FeedSourceOptions file, RemoteFile probe, FeedFileWriter writer, TimeSpan left, CancellationToken cancellationToken)
    {
        using HttpFeedConnection connection = new(file, left, timeProvider);
        RemoteFile got = writer.Length > 0 && writer.Length == probe.Size
            ? probe
            : await FetchAsync(connection, file, probe, writer, cancellationToken);
        if (writer.Length < got.Size)
        {
            throw HttpErrors.Cut($"the server ended after {writer.Length} of {got.Size} bytes", cause: null);
        }

        RemoteFile now = await AskAsync(connection, file, relative: null, cancellationToken)
            ?? throw FeedErrors.FileMissing(probe.Path);
        if ((Difference(probe, got) ?? Difference(got, now)) is { } difference)
        {
            await ExpectSameBytesAsync(connection, file, writer, difference, cancellationToken);
        }
    }

    /// <summary>Appends what is missing, or all of it anew where it cannot be told that the rest belongs to what is there.</summary>
    /// <returns>What the answer says of the file.</returns>
    private static async Task<RemoteFile> FetchAsync(
        HttpFeedConnection connection, FeedSourceOptions file, RemoteFile probe, FeedFileWriter writer, CancellationToken cancellationToken)
    {
        HttpResumePoint? resume = HttpResumePoint.Of(probe, writer.Length);
        using HttpResponseMessage response = await connection.SendAsync(
            HttpMethod.Get, relative: null, resume, cancellationToken);
        if (resume is not null && response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            throw FeedErrors.ChangedWhileRead(probe.Path, $"it is now shorter than {writer.Length} bytes");
        }

        RemoteFile got = Read(file, response) ?? throw FeedErrors.FileMissing(probe.Path);
        if (response.StatusCode == HttpStatusCode.OK)
        {
            // Without resume, or a server that does not know ranges: from the first byte.
            writer.Restart();
        }
        else if (ContentDecoding.Of(response).Count > 0)
        {
            writer.Restart();
            throw HttpErrors.Cut("the server would go on in the middle of its compression", cause: null);
        }
        else if (response.Content.Headers.ContentRange?.From != writer.Length)
        {
            throw HttpErrors.Protocol($"asked for the bytes from {writer.Length}, the server sends others");
        }
        else if (Difference(probe, got) is { } difference)
        {
            throw FeedErrors.ChangedWhileRead(probe.Path, difference);
        }

        await ReadBodyAsync(
            connection, response, body => writer.AppendAsync((buffer, token) => connection.ReadAsync(body, buffer, token), cancellationToken), cancellationToken);
        return got;
    }

    private static async Task ReadBodyAsync(
        HttpFeedConnection connection, HttpResponseMessage response, Func<Stream, Task> readAsync, CancellationToken cancellationToken)
    {
        Stream raw = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using Stream body = await ContentDecoding.OpenAsync(raw, ContentDecoding.Of(response), connection.ReadAsync, cancellationToken);
        await readAsync(body);
    }

    /// <summary>
    /// A second look where the server's own words differ: stamps of the moment, or of another machine behind the same name, do
    /// not make another file. The bytes do.
    /// </summary>
    private static async Task ExpectSameBytesAsync(
        HttpFeedConnection connection, FeedSourceOptions file, FeedFileWriter writer, string difference, CancellationToken cancellationToken)
    {
        using HttpResponseMessage again = await connection.SendAsync(HttpMethod.Get, relative: null, range: null, cancellationToken);
        string path = RemotePath.Decode(file.Url.AbsolutePath);
        _ = Read(file, again) ?? throw FeedErrors.FileMissing(path);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await ReadBodyAsync(
            connection,
            again,
            async body =>
            {
                byte[] buffer = new byte[128 * 1024];
                long left = writer.Length;
                for (int read; left >= 0 && (read = await connection.ReadAsync(body, buffer, cancellationToken)) > 0; left -= read)
                {
                    hash.AppendData(buffer.AsSpan(0, read));
                }
            },
            cancellationToken);
        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != writer.Sha256)
        {
            throw FeedErrors.ChangedWhileRead(path, difference);
        }
    }

    /// <summary>What two answers say differently: a server may leave out of one what it names in the other.</summary>
    private static string? Difference(RemoteFile before, RemoteFile now)
    {
        bool differs = (before.Size is not null && now.Size is not null && before.Size != now.Size)
            || (before.ModifiedAt is not null && now.ModifiedAt is not null && before.ModifiedAt != now.ModifiedAt)
            || (before.ETag is not null && now.ETag is not null && before.ETag != now.ETag);
        return differs
            ? $"{before.Size} bytes of {before.ModifiedAt:u} {before.ETag} became {now.Size} bytes of {now.ModifiedAt:u} {now.ETag}"
            : null;
    }
}
