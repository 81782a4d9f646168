using Microsoft.Extensions.DependencyInjection.Extensions;
using Pipeline.Core.Channels.Orders;
using Pipeline.Core.Channels.Orders.Importing;
using Pipeline.Core.Flows.Running;
using Pipeline.Core.Offers.Listings;
using Pipeline.Core.Orders.Selling;
using Pipeline.Storage.Orders;
using Pipeline.Storage.Stores;

namespace Pipeline.Functions.Composition;

/// <summary>Registers what takes in the orders of stores and tells their channels about them.</summary>
internal static class ChannelOrderServices
{
    /// <summary>Adds it; a line whose offer no listing has keeps its order aside.</summary>
    public static IServiceCollection AddChannelOrders(this IServiceCollection services)
    {
        services.TryAddSingleton<IListingLookup, ListingLookup>();
        services.TryAddSingleton<IOrderDocumentStore, OrderDocumentStore>();
        services.TryAddSingleton<IChannelOrderStore, ChannelOrderStore>();
        services.TryAddSingleton<IChannelReporter, StoreReporter>();
        return services
            .AddSingleton<ChannelOrderImport>()
            .AddSingleton<IFlowExecutor, ChannelOrderFlow>()
            .AddSingleton<AcceptanceCheck>()
            .AddSingleton<ReportSending>()
            .AddSingleton<ChannelCommandHandler>()
            .AddSingleton<OrderDocumentHandler>();
    }
}
