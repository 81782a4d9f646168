using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Importing;

namespace Pipeline.Storage.Feeds;

/// <summary>One worker per feed, by the lease of a blob: a dead holder's lease ends by itself after 30 seconds.</summary>
public sealed class FeedLock(BlobServiceClient blobs, TimeProvider clock) : IFeedLock
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(8);
    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(FeedKeys.Locks);

    /// <inheritdoc/>
    public async Task<IFeedLease?> TryTakeAsync(FeedId feed, CancellationToken cancellationToken)
    {
        _ = await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        BlobClient blob = container.GetBlobClient(feed.ToString());
        try
        {
            _ = await blob.UploadAsync(BinaryData.Empty, overwrite: false, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            // It is there already, leased or not.
        }

        BlobLeaseClient lease = blob.GetBlobLeaseClient();
        try
        {
            _ = await lease.AcquireAsync(Duration, cancellationToken: cancellationToken);
            return new Lease(lease, clock);
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            return null;
        }
    }

    private sealed class Lease : IFeedLease
    {
        private readonly BlobLeaseClient lease;
        private readonly CancellationTokenSource lost = new();
        private readonly CancellationTokenSource stop = new();
        private readonly Task renewing;

        public Lease(BlobLeaseClient lease, TimeProvider clock)
        {
            this.lease = lease;
            renewing = RenewAsync(clock);
        }

        public CancellationToken Lost => lost.Token;

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await renewing;
            try
            {
                _ = await lease.ReleaseAsync();
            }
            catch (RequestFailedException)
            {
                // The lease ends by itself.
            }

            stop.Dispose();
            lost.Dispose();
        }

        private async Task RenewAsync(TimeProvider clock)
        {
            long renewed = clock.GetTimestamp();
            using var timer = new PeriodicTimer(RenewEvery, clock);
            try
            {
                while (await timer.WaitForNextTickAsync(stop.Token))
                {
                    if (await TryRenewAsync())
                    {
                        renewed = clock.GetTimestamp();
                    }
                    else if (clock.GetElapsedTime(renewed) > Duration - RenewEvery)
                    {
                        await lost.CancelAsync();
                        return;
                    }
                }
            }
            catch (OperationCanceledException)
            {
                // Released.
            }
        }

        private async Task<bool> TryRenewAsync()
        {
            try
            {
                _ = await lease.RenewAsync(cancellationToken: stop.Token);
                return true;
            }
            catch (RequestFailedException)
            {
                return false;
            }
        }
    }
}
