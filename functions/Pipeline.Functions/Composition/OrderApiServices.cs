using Microsoft.Extensions.DependencyInjection.Extensions;
using Pipeline.Core.Distributors;
using Pipeline.Core.ErrorGroups;
using Pipeline.Core.ErrorGroups.Sources;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Flows.Running;
using Pipeline.Core.Notifications.Inbox;
using Pipeline.Core.Orders.Commands;
using Pipeline.Core.Orders.Erasure;
using Pipeline.Core.Orders.Intake;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Reconciliation;
using Pipeline.Functions.Monitoring;
using Pipeline.Functions.Orders.Requests;
using Pipeline.Functions.Settings;
using Pipeline.Storage.Exchanges;
using Pipeline.Storage.Notifications;
using Pipeline.Storage.Orders;
using Pipeline.Storage.Reconciliation;

namespace Pipeline.Functions.Composition;

/// <summary>Registers what takes orders in, steers them, and talks to distributors.</summary>
internal static class OrderApiServices
{
    public static IServiceCollection AddOrderApi(this IServiceCollection services)
    {
        services.TryAddSingleton<IDistributorServiceDirectory, DistributorServiceDirectory>();
        services.TryAddSingleton<OrderStore>();
        services.TryAddSingleton(static provider => new WatchedOrders(
            provider.GetRequiredService<OrderStore>(), provider.GetRequiredService<IErrorReporter>(), provider.GetRequiredService<IErrorNotes>()));
        services.TryAddSingleton<IIdempotencyKeyStore, IdempotencyKeyStore>();
        services.TryAddSingleton<IOrderNumberStore, OrderNumberStore>();
        services.TryAddSingleton<IOrderSignalQueue, OrderSignalQueue>();
        services.TryAddSingleton<InvoiceStore>();
        services.TryAddSingleton<IInvoiceStore>(static provider => new WatchedInvoices(
            provider.GetRequiredService<InvoiceStore>(), provider.GetRequiredService<IErrorReporter>(), provider.GetRequiredService<IErrorNotes>()));
        services.TryAddSingleton<ExchangeStore>();
        services.TryAddSingleton<IExchangeStore>(static provider => provider.GetRequiredService<ExchangeStore>());
        services.TryAddSingleton<IExchangeLog>(static provider => new MeasuredExchanges(
            provider.GetRequiredService<ExchangeStore>(), provider.GetRequiredService<PipelineMetrics>()));
        services.TryAddSingleton<IOrderErasure, OrderErasure>();
        services.TryAddSingleton<IExchangeErasure, ExchangeErasure>();
        services.TryAddSingleton<IMessageErasure, MessageErasure>();
        services.TryAddSingleton<OrderUpdater>();
        services.TryAddSingleton<IReconciliationStore, ReconciliationStore>();
        return services
            .AddSingleton(static provider => Terms(provider.GetRequiredService<DistributorCatalog>(), provider.GetRequiredService<PipelineSettings>()))
            .AddSingleton<OrderRequestReader>()
            .AddSingleton<OrderBodyReader>()
            .AddSingleton<NumberAnnouncement>()
            .AddSingleton<OrderIntake>()
            .AddSingleton<OrderCommandHandler>()
            .AddSingleton<MessagesOfOrder>()
            .AddSingleton<PersonalDataErasure>()
            .AddSingleton<LateErasure>()
            .AddSingleton<OwnPurchaseReader>()
            .AddSingleton<IFlowExecutor, OrderReconciliation>();
    }

    private static IntakeTerms Terms(DistributorCatalog distributors, PipelineSettings settings) => new()
    {
        Currencies = distributors.All.ToDictionary(
            static distributor => distributor.Code, static distributor => distributor.Currency, StringComparer.Ordinal),
        TimeZones = [.. distributors.All.Select(static distributor => TimeZoneInfo.FindSystemTimeZoneById(distributor.TimeZone)).Distinct()],
        IsTest = settings.Orders.IsTest,
    };
}
