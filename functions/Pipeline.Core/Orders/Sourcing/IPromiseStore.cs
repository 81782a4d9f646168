namespace Pipeline.Core.Orders.Sourcing;

/// <summary>Keeps which orders were promised pieces of an article, so that no two are promised the same.</summary>
public interface IPromiseStore
{
    /// <summary>The promises of an article, the oldest first; none when nobody was promised any.</summary>
    Task<StoredPromises> FindAsync(string distributor, string sku, CancellationToken cancellationToken);

    /// <summary>Replaces the promises of an article, if nobody has since they were read.</summary>
    /// <returns>False when somebody else was faster: nothing was changed.</returns>
    Task<bool> TryReplaceAsync(
        string distributor, string sku, StoredPromises before, IReadOnlyList<Promise> after, CancellationToken cancellationToken);

    /// <summary>The articles of a distributor that somebody was promised pieces of, by their numbers.</summary>
    IAsyncEnumerable<(string Sku, StoredPromises Stored)> ListAsync(string distributor, CancellationToken cancellationToken);
}

/// <summary>The promises of an article and the version they were read at.</summary>
/// <param name="Promises">The oldest first.</param>
/// <param name="Version">Opaque; null when there is none yet.</param>
public sealed record StoredPromises(IReadOnlyList<Promise> Promises, string? Version);

/// <summary>Pieces that a line of an order was promised.</summary>
/// <param name="OrderId">The sales order.</param>
/// <param name="Number">The purchase order that is to bring them.</param>
/// <param name="Line">Our number of the line.</param>
/// <param name="Quantity">Pieces.</param>
/// <param name="At">When, UTC.</param>
/// <remarks>Whether it still counts is worked out from the order's record, see <see cref="PromisedUnits"/>.</remarks>
public sealed record Promise(string OrderId, string Number, int Line, int Quantity, DateTimeOffset At);
