using Azure.Storage.Queues;
using Pipeline.Core.Offers.Listings;
using Pipeline.Core.Offers.Sending;

namespace Pipeline.Storage.Offers;

/// <summary>The queues <c>listing-changes</c> and <c>offer-steps</c>.</summary>
public sealed class OfferQueues(QueueServiceClient service) : IListingChangeQueue, IOfferStepQueue
{
    private readonly StorageQueue changes = new(service, StorageNames.ListingChangesQueue);
    private readonly StorageQueue steps = new(service, StorageNames.OfferStepsQueue);

    /// <inheritdoc />
    public Task SendAsync(ListingChange change, CancellationToken cancellationToken) =>
        changes.SendAsync(change, ListingJson.Default.ListingChange, cancellationToken);

    /// <inheritdoc />
    public Task SendAsync(OfferStep step, TimeSpan delay, CancellationToken cancellationToken) =>
        steps.SendAsync(step, OfferImportJson.Default.OfferStep, delay, cancellationToken);
}
