namespace Pipeline.Core.Channels.Orders;

/// <summary>Where the orders of a store come from.</summary>
/// <remarks>Every call may be repeated and changes nothing there. Faults of calls are exceptions that say what operators need (<see cref="Core.Errors.ICodedFault"/>).</remarks>
public interface IOrderSource
{
    /// <summary>Orders that were created or changed at or after an instant, page by page; one may come twice.</summary>
    /// <param name="since">By the channel's clock; null for all it has.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <remarks>Pages shift while orders change: read all of them before anything is done about one.</remarks>
    IAsyncEnumerable<ChannelOrder> ReadChangedAsync(DateTimeOffset? since, CancellationToken cancellationToken);

    /// <summary>Some orders as they are now; one that the channel does not know any more is left out.</summary>
    Task<IReadOnlyList<ChannelOrder>> FindAsync(IReadOnlyCollection<string> externalIds, CancellationToken cancellationToken);
}
