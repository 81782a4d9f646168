using Microsoft.Extensions.DependencyInjection.Extensions;
using Pipeline.Core.Distributors;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Notifications.Inbox;
using Pipeline.Core.Orders.Following;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Matching;
using Pipeline.Core.Orders.Merging;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Prices;
using Pipeline.Core.Orders.Sourcing;
using Pipeline.Functions.Orders;
using Pipeline.Functions.Settings;
using Pipeline.Storage.Notifications;

namespace Pipeline.Functions.Composition;

/// <summary>Registers what lets orders live.</summary>
internal static class OrderServices
{
    /// <summary>Adds the life cycle; its handler takes pushed messages.</summary>
    public static IServiceCollection AddOrders(this IServiceCollection services)
    {
        services.TryAddSingleton<IMessageHandler, OrderMessageMerger>();
        services.TryAddSingleton<IMessageRetention, MessageRetention>();
        return services
            .AddSingleton(static provider => Limits(provider.GetRequiredService<DistributorCatalog>(), provider.GetRequiredService<PipelineSettings>()))
            .AddSingleton<IArticleSearch, CatalogArticleSearch>()
            .AddSourcing()
            .AddSingleton<OrderSourcing>()
            .AddSingleton<PriceCheck>()
            .AddSingleton<EnquiryCounter>()
            .AddSingleton<OrderPlacing>()
            .AddSingleton<OrderInquiry>()
            .AddSingleton<OrderFollowUp>()
            .AddSingleton<OrderCancelling>()
            .AddSingleton<OrderNumbering>()
            .AddSingleton<InvoiceHandover>()
            .AddSingleton<InvoiceAcceptance>()
            .AddSingleton<ConnectionTest>()
            .AddSingleton<OrderAfterMerge>()
            .AddSingleton<OrderReview>()
            .AddSingleton<OrderSweep>()
            .AddSingleton<OrderInstanceKeeper>();
    }

    private static OrderLimits Limits(DistributorCatalog distributors, PipelineSettings settings) => new()
    {
        Distributors = distributors.Terms,
        ResponseAlarm = settings.Orders.ResponseAlarm,
        HoldAlarm = settings.Orders.HoldAlarm,
        AskAgain = settings.Orders.AskAgain,
        ReviewMargin = settings.Orders.ReviewMargin,
    };
}
