using Pipeline.Core.Channels.Offers;
using Pipeline.Core.Channels.Orders;
using Pipeline.Core.Exchanges;

namespace Pipeline.Core.Channels;

/// <summary>Gives the ports of stores: of a live store those of its channel, of a test store those that read as always and only record what they would send.</summary>
public sealed class StorePorts(ChannelCatalog channels, IStoreStateStore states, IExchangeLog log, TimeProvider clock)
{
    /// <summary>Where a store's offers go; null when its settings are not complete or its kind takes none.</summary>
    public async Task<IOfferTarget?> OffersAsync(Store store, CancellationToken cancellationToken)
    {
        IChannel channel = channels.Of(store);
        if (channel.MissingOf(store) is not null || channel.OffersOf(store) is not { } offers)
        {
            return null;
        }

        return (await states.FindAsync(store.Code, cancellationToken)).ModeOf(store) is StoreMode.Live
            ? offers
            : new SimulatedOfferTarget(offers, store.Code, log, clock);
    }

    /// <summary>Where a store's orders come from; null when its settings are not complete or its kind gives none.</summary>
    public IOrderSource? OrderSource(Store store)
    {
        IChannel channel = channels.Of(store);
        return channel.MissingOf(store) is null ? channel.OrderSourceOf(store) : null;
    }

    /// <summary>What a store is told about its orders; null when its settings are not complete or its kind takes nothing.</summary>
    /// <remarks>An order that came while the store was in test mode is told of in no mode: see <see cref="Simulated"/>.</remarks>
    public async Task<IOrderTarget?> OrderTargetAsync(Store store, CancellationToken cancellationToken)
    {
        IChannel channel = channels.Of(store);
        if (channel.MissingOf(store) is not null || channel.OrderTargetOf(store) is not { } target)
        {
            return null;
        }

        return await ModeAsync(store, cancellationToken) is StoreMode.Live ? target : Simulated(store, target);
    }

    /// <summary>The mode of a store now.</summary>
    public async Task<StoreMode> ModeAsync(Store store, CancellationToken cancellationToken) =>
        (await states.FindAsync(store.Code, cancellationToken)).ModeOf(store);

    /// <summary>A target that only records what it would tell.</summary>
    public IOrderTarget Simulated(Store store, IOrderTarget target) => new SimulatedOrderTarget(target, store.Code, log, clock);
}
