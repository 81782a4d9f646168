using Pipeline.Core.Channels.Offers;
using Pipeline.Core.Channels.Orders;
using Pipeline.Core.Distributors;

namespace Pipeline.Core.Channels;

/// <summary>A kind of selling system: what it is called, what it can do for a store, and how it is spoken with. The app knows no more of it.</summary>
/// <remarks>
/// Made once for the life of the process; it finds the secrets of its stores in its own settings. What is not said here it does not
/// have. Its ports are those of live stores: in test mode they are wrapped, and a channel never asks which mode it is in.
/// </remarks>
public interface IChannel
{
    /// <summary>Its name in <c>Stores__{store}__Kind</c>: lower-case letters and digits. It never changes.</summary>
    string Kind { get; }

    /// <summary>What people call it.</summary>
    string Name { get; }

    /// <summary>What it can do; a flow exists for a store when its kind has the port.</summary>
    ChannelPorts Ports { get; }

    /// <summary>Whether the marketplace has an app of its own that writes offers too, so that two may write the same ones.</summary>
    bool HasTwinWriters => false;

    /// <summary>Why a store cannot be spoken with, a sentence that names the missing setting; null when it can.</summary>
    string? MissingOf(Store store);

    /// <summary>Asks a store something that costs nothing and changes nothing. Call it only when <see cref="MissingOf"/> is null.</summary>
    Task<ConnectionTestResult> TestAsync(Store store, CancellationToken cancellationToken);

    /// <summary>Where prices and stock of a store go; null when the kind takes none. Call it only when <see cref="MissingOf"/> is null.</summary>
    IOfferTarget? OffersOf(Store store) => null;

    /// <summary>Where the orders of a store come from; null when the kind gives none. Call it only when <see cref="MissingOf"/> is null.</summary>
    IOrderSource? OrderSourceOf(Store store) => null;

    /// <summary>What a store is told about its orders; null when the kind takes nothing. Call it only when <see cref="MissingOf"/> is null.</summary>
    IOrderTarget? OrderTargetOf(Store store) => null;
}

/// <summary>What a kind of channel can do.</summary>
[Flags]
public enum ChannelPorts
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Takes prices and stock: <see cref="IOfferTarget"/>.</summary>
    Offers = 1,

    /// <summary>Takes product sheets.</summary>
    Products = 2,

    /// <summary>Gives orders.</summary>
    Orders = 4,

    /// <summary>Is told of acceptance, shipments, documents, cancellations and refunds.</summary>
    OrderReports = 8,

    /// <summary>Has messages of customers.</summary>
    Messages = 16,
}
