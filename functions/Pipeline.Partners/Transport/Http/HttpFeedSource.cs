using System.Net;
using Pipeline.Core.Feeds.Landing;

namespace Pipeline.Partners.Transport.Http;

/// <summary>A feed file on an HTTPS server. Each call makes its own connection, so calls may run side by side.</summary>
internal sealed class HttpFeedSource(FeedSourceOptions options, TimeProvider timeProvider) : IFeedSource
{
    private readonly string path = RemotePath.Decode(options.Url.AbsolutePath);

    /// <inheritdoc/>
    public async Task<RemoteFile?> ProbeAsync(CancellationToken cancellationToken)
    {
        using HttpFeedConnection connection = new(options, options.Deadline, timeProvider);
        if (options.DoneMarker is { Length: > 0 } marker
            && await AskAsync(connection, EscapedMarker(marker), cancellationToken) is null)
        {
            return null;
        }

        return await AskAsync(connection, relative: null, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<DownloadedFile> DownloadAsync(
        RemoteFile probe, string targetPath, CancellationToken cancellationToken) =>
        new ResumingDownload(options, timeProvider).RunAsync(
            probe, targetPath, (writer, left) => AttemptAsync(probe, writer, left, cancellationToken), cancellationToken);

    private static string EscapedMarker(string marker) =>
        string.Join('/', marker.Split('/').Select(Uri.EscapeDataString)) is var escaped && escaped.StartsWith('/')
            ? escaped
            : $"./{escaped}";

    private async Task<RemoteFile?> AskAsync(
        HttpFeedConnection connection, string? relative, CancellationToken cancellationToken)
    {
        using HttpResponseMessage head = await connection.SendAsync(
            HttpMethod.Head, relative, range: null, cancellationToken);
        if (head.StatusCode is not (HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented))
        {
            return Read(head);
        }

        using HttpResponseMessage first = await connection.SendAsync(
            HttpMethod.Get, relative, HttpResumePoint.FirstByte, cancellationToken);
        return Read(first);
    }

    private RemoteFile? Read(HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.NotFound or HttpStatusCode.Gone => null,
        HttpStatusCode.OK or HttpStatusCode.PartialContent => Facts(response),

        // The answer to "the first byte" of an empty file.
        HttpStatusCode.RequestedRangeNotSatisfiable when response.Content.Headers.ContentRange?.Length == 0 =>
            Facts(response),
        HttpStatusCode status => throw HttpErrors.Status(options, status),
    };

    private RemoteFile Facts(HttpResponseMessage response)
    {
        if (response.Content.Headers.ContentEncoding.Count > 0)
        {
            throw HttpErrors.Protocol("the server compresses although it was asked not to");
        }

        long? size = response.StatusCode == HttpStatusCode.OK
            ? response.Content.Headers.ContentLength
            : response.Content.Headers.ContentRange?.Length;
        return new RemoteFile(
            path,
            size,
            response.Content.Headers.LastModified?.ToUniversalTime(),
            response.Headers.ETag?.ToString());
    }

    private async Task AttemptAsync(
        RemoteFile probe, FeedFileWriter writer, TimeSpan left, CancellationToken cancellationToken)
    {
        using HttpFeedConnection connection = new(options, left, timeProvider);
        if (writer.Length == 0 || writer.Length != probe.Size)
        {
            await FetchAsync(connection, probe, writer, cancellationToken);
        }

        ExpectUnchanged(probe, await AskAsync(connection, relative: null, cancellationToken));
        if (writer.Length < probe.Size)
        {
            throw HttpErrors.Cut($"the server ended after {writer.Length} of {probe.Size} bytes", cause: null);
        }

        if (writer.Length > probe.Size)
        {
            throw FeedErrors.ChangedWhileRead(path, $"{writer.Length} bytes came instead of {probe.Size}");
        }
    }

    private async Task FetchAsync(
        HttpFeedConnection connection, RemoteFile probe, FeedFileWriter writer, CancellationToken cancellationToken)
    {
        HttpResumePoint? resume = HttpResumePoint.Of(probe, writer.Length);
        using HttpResponseMessage response = await connection.SendAsync(
            HttpMethod.Get, relative: null, resume, cancellationToken);
        if (resume is not null && response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            throw FeedErrors.ChangedWhileRead(path, $"it is now shorter than {writer.Length} bytes");
        }

        ExpectUnchanged(probe, Read(response));
        if (response.StatusCode == HttpStatusCode.OK)
        {
            // Without resume, or a server that does not know ranges: from the first byte.
            writer.Restart();
        }
        else if (response.Content.Headers.ContentRange?.From != writer.Length)
        {
            throw HttpErrors.Protocol($"asked for the bytes from {writer.Length}, the server sends others");
        }

        await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await writer.AppendAsync((buffer, token) => connection.ReadAsync(body, buffer, token), cancellationToken);
    }

    /// <summary>Compares what both answers say: a server may leave out the size of a GET that it names for HEAD.</summary>
    private void ExpectUnchanged(RemoteFile probe, RemoteFile? now)
    {
        if (now is null)
        {
            throw FeedErrors.FileMissing(path);
        }

        bool changed = (probe.Size is not null && now.Size is not null && probe.Size != now.Size)
            || (probe.ModifiedAt is not null && now.ModifiedAt is not null && probe.ModifiedAt != now.ModifiedAt)
            || (probe.ETag is not null && now.ETag is not null && probe.ETag != now.ETag);
        if (changed)
        {
            throw FeedErrors.ChangedWhileRead(
                path, $"{probe.Size} bytes of {probe.ModifiedAt:u} {probe.ETag} became {now.Size} bytes of {now.ModifiedAt:u} {now.ETag}");
        }
    }
}
