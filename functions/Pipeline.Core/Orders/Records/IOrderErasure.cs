namespace Pipeline.Core.Orders.Records;

/// <summary>Takes personal data out of what stands beside an order's record.</summary>
public interface IOrderErasure
{
    /// <summary>Rewrites the sentences of the timeline; entries that stay the same are not written. May be repeated.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="rewrite">Gives the sentence without personal data.</param>
    /// <param name="cancellationToken">Gives up; calling again finishes.</param>
    Task RewriteEventsAsync(string orderId, Func<string, string> rewrite, CancellationToken cancellationToken);

    /// <summary>Removes what earlier versions of the record have left in blobs, also those that a crash left. May be repeated.</summary>
    Task RemoveEarlierVersionsAsync(string orderId, CancellationToken cancellationToken);
}
