using System.Diagnostics;
using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Pipeline.LocalHost.Durable.Storage;

/// <summary>Makes sure that one host at a time works on a task hub: a lease on the blob <c>owner</c>.</summary>
/// <remarks>
/// The lease lasts 15 seconds and is renewed. When a host was killed its successor on the same machine sees that the
/// process is gone and takes the lease at once; on another machine it waits until the lease has run out.
/// </remarks>
internal sealed partial class HubLease(BlobContainerClient container, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly BlobClient _blob = container.GetBlobClient("owner");
    private BlobLeaseClient? _lease;

    /// <summary>Waits until the lease is ours.</summary>
    public async Task AcquireAsync(CancellationToken cancellationToken)
    {
        await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        bool hasSaidSo = false;
        while (!await TryAcquireAsync(cancellationToken))
        {
            if (!hasSaidSo)
            {
                Log.Waiting(logger, container.Name);
                hasSaidSo = true;
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <summary>Keeps the lease; ends only by cancellation or with an exception when it is lost.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        long renewed = time.GetTimestamp();
        while (true)
        {
            await Task.Delay(Renewal, time, cancellationToken);
            try
            {
                await _lease!.RenewAsync(cancellationToken: cancellationToken);
                renewed = time.GetTimestamp();
            }
            catch (RequestFailedException error) when (
                error.Status is not (404 or 409 or 412) && time.GetElapsedTime(renewed) < Duration - Renewal)
            {
                Log.NotRenewed(logger, container.Name, error.Message);
            }
        }
    }

    /// <summary>Gives the lease back.</summary>
    public async Task ReleaseAsync()
    {
        try
        {
            await (_lease?.ReleaseAsync() ?? Task.CompletedTask);
        }
        catch (RequestFailedException error)
        {
            // It runs out by itself.
            Log.NotRenewed(logger, container.Name, error.Message);
        }
    }

    private async Task<bool> TryAcquireAsync(CancellationToken cancellationToken)
    {
        BlobLeaseClient lease = _blob.GetBlobLeaseClient();
        try
        {
            if (!await _blob.ExistsAsync(cancellationToken))
            {
                await _blob.UploadAsync(BinaryData.FromBytes([]), overwrite: false, cancellationToken);
            }

            await lease.AcquireAsync(Duration, cancellationToken: cancellationToken);
            _lease = lease;
            await _blob.SetMetadataAsync(
                Owner(), new BlobRequestConditions { LeaseId = lease.LeaseId }, cancellationToken);
            return true;
        }
        catch (RequestFailedException error) when (error.Status is 409 or 412)
        {
            BlobProperties properties = await _blob.GetPropertiesAsync(cancellationToken: cancellationToken);
            if (IsDead(properties.Metadata))
            {
                // Only the dead owner's lease: a new owner has written its name, and with that another ETag.
                await lease.BreakAsync(
                    TimeSpan.Zero, new RequestConditions { IfMatch = properties.ETag }, cancellationToken);
            }

            return false;
        }
    }

    private static Dictionary<string, string> Owner()
    {
        using Process self = Process.GetCurrentProcess();
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["machine"] = Uri.EscapeDataString(Environment.MachineName),
            ["process"] = self.Id.ToString(CultureInfo.InvariantCulture),
            ["started"] = self.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture),
        };
    }

    /// <summary>Whether the owner was a process of this machine that is no more.</summary>
    private static bool IsDead(IDictionary<string, string> owner)
    {
        if (owner.ValueOrNull("machine") != Uri.EscapeDataString(Environment.MachineName)
            || !int.TryParse(owner.ValueOrNull("process"), CultureInfo.InvariantCulture, out int id)
            || !long.TryParse(owner.ValueOrNull("started"), CultureInfo.InvariantCulture, out long started))
        {
            return false;
        }

        try
        {
            using Process process = Process.GetProcessById(id);

            // The system computes the start from ticks since boot: it may differ a little from what the process saw.
            return Math.Abs(process.StartTime.ToUniversalTime().Ticks - started) > TimeSpan.TicksPerSecond;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            return true;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(90, LogLevel.Warning, "Another host works on the task hub in container '{Container}'; waiting for its lease")]
        public static partial void Waiting(ILogger logger, string container);

        [LoggerMessage(91, LogLevel.Warning, "The lease of the task hub in container '{Container}' was not renewed: {Reason}")]
        public static partial void NotRenewed(ILogger logger, string container, string reason);
    }
}
