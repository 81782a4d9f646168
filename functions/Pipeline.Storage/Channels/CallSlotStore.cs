using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pipeline.Core.Calls;

namespace Pipeline.Storage.Channels;

/// <summary>When the next call of a kind may begin: a blob <c>slots/{key}</c> without content, with the times in its metadata.</summary>
/// <remarks>Instances that take a moment at the same time meet at the blob's ETag, so that each gets one of its own.</remarks>
public sealed class CallSlotStore(BlobServiceClient service, TimeProvider clock) : ICallSlots
{
    private const string Next = "next";
    private const string Pause = "pause";

    private readonly ChannelBlobs blobs = new(service);

    /// <inheritdoc/>
    public Task<CallSlot> TakeAsync(string key, TimeSpan interval, TimeSpan patience, CancellationToken cancellationToken) => OptimisticWrite.RunAsync(async _ =>
    {
        (Times times, ETag? version) = await ReadAsync(key, cancellationToken);
        DateTimeOffset now = clock.GetUtcNow();
        DateTimeOffset at = Latest(now, times.Pause, interval > TimeSpan.Zero ? times.Next : null);
        bool isTaken = at - now <= patience;
        if (isTaken && interval > TimeSpan.Zero)
        {
            await WriteAsync(key, times with { Next = at + interval }, version, cancellationToken);
        }

        return new CallSlot(at, isTaken);
    });

    /// <inheritdoc/>
    public Task PostponeAsync(string key, DateTimeOffset until, CancellationToken cancellationToken) => OptimisticWrite.RunAsync(async _ =>
    {
        (Times times, ETag? version) = await ReadAsync(key, cancellationToken);
        if (!(times.Pause >= until))
        {
            await WriteAsync(key, times with { Pause = until }, version, cancellationToken);
        }
    });

    private static DateTimeOffset Latest(DateTimeOffset now, DateTimeOffset? pause, DateTimeOffset? next) =>
        new[] { now, pause ?? now, next ?? now }.Max();

    private async Task<(Times Times, ETag? Version)> ReadAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            BlobProperties found = await blobs.Find(NameOf(key)).GetPropertiesAsync(cancellationToken: cancellationToken);
            return (new Times(TimeOf(found, Next), TimeOf(found, Pause)), found.ETag);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return (new Times(null, null), null);
        }
    }

    private Task WriteAsync(string key, Times times, ETag? version, CancellationToken cancellationToken)
    {
        Dictionary<string, string> metadata = new(StringComparer.Ordinal);
        foreach ((string name, DateTimeOffset? time) in new[] { (Next, times.Next), (Pause, times.Pause) })
        {
            if (time is { } at)
            {
                metadata[name] = at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);
            }
        }

        BlobRequestConditions conditions = version is { } known ? new() { IfMatch = known } : new() { IfNoneMatch = ETag.All };
        return blobs.WriteAsync(blobs.Find(NameOf(key)), BinaryData.Empty, new BlobUploadOptions { Metadata = metadata, Conditions = conditions }, cancellationToken);
    }

    private static DateTimeOffset? TimeOf(BlobProperties blob, string name) =>
        blob.Metadata.TryGetValue(name, out string? text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : null;

    private static string NameOf(string key) => $"slots/{key}";

    private sealed record Times(DateTimeOffset? Next, DateTimeOffset? Pause);
}
