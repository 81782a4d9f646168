namespace Pipeline.Core.Channels.Orders.Importing;

/// <summary>Remembers which order of a store became which of ours, and how far a store has been read.</summary>
public interface IChannelOrderStore
{
    /// <summary>Claims a channel's order, or says what it was claimed for before.</summary>
    /// <param name="claim">What it would become.</param>
    /// <param name="cancellationToken">Gives up; the claim may have been made.</param>
    /// <returns>The claim that stands: of two that claim at once both get the same.</returns>
    Task<ChannelOrderClaim> ClaimAsync(ChannelOrderClaim claim, CancellationToken cancellationToken);

    /// <summary>Stores what became of a claimed order; the last word stays.</summary>
    Task PutAsync(ChannelOrderClaim claim, CancellationToken cancellationToken);

    /// <summary>The claims of a store of which nothing has become an order yet: claimed or set aside.</summary>
    Task<IReadOnlyList<ChannelOrderClaim>> ListWaitingAsync(string store, CancellationToken cancellationToken);

    /// <summary>A page of the claims of a store that are no orders of ours, ignored ones included, in the order of their ids.</summary>
    /// <exception cref="FormatException">The cursor is not from this list.</exception>
    Task<Page<ChannelOrderClaim>> ListSetAsideAsync(string store, int limit, string? cursor, CancellationToken cancellationToken);

    /// <summary>The latest change of an order that was read from a store, by the channel's clock; null before the first.</summary>
    Task<DateTimeOffset?> FindWatermarkAsync(string store, CancellationToken cancellationToken);

    /// <summary>Stores it.</summary>
    Task SetWatermarkAsync(string store, DateTimeOffset watermark, CancellationToken cancellationToken);
}
