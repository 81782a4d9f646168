using Microsoft.Extensions.DependencyInjection.Extensions;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Notifications;
using Pipeline.Core.Orders.Commands;
using Pipeline.Core.Orders.Erasure;
using Pipeline.Core.Orders.Intake;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Records;
using Pipeline.Functions.Notifications;
using Pipeline.Functions.Orders;
using Pipeline.Functions.Orders.Requests;
using Pipeline.Functions.Settings;
using Pipeline.Partners.Distributors.IngramMicro;
using Pipeline.Storage.Exchanges;
using Pipeline.Storage.Notifications;
using Pipeline.Storage.Orders;

namespace Pipeline.Functions.Composition;

/// <summary>Registers what takes orders in, steers them, and talks to distributors.</summary>
internal static class OrderApiServices
{
    public static IServiceCollection AddOrderApi(this IServiceCollection services)
    {
        services.TryAddSingleton<IDistributorServices, DistributorServices>();
        services.TryAddSingleton<IOrderStore, OrderStore>();
        services.TryAddSingleton<IOrderRequests, OrderRequests>();
        services.TryAddSingleton<IOrderNumbers, OrderNumbers>();
        services.TryAddSingleton<IOrderSignals, OrderSignals>();
        services.TryAddSingleton<IInvoiceStore, InvoiceStore>();
        services.TryAddSingleton<ExchangeStore>();
        services.TryAddSingleton<IExchangeStore>(static provider => provider.GetRequiredService<ExchangeStore>());
        services.TryAddSingleton<IExchangeLog>(static provider => provider.GetRequiredService<ExchangeStore>());
        services.TryAddSingleton<IOrderErasure, OrderErasure>();
        services.TryAddSingleton<IExchangeErasure, ExchangeErasure>();
        services.TryAddSingleton<INotificationErasure, NotificationErasure>();
        services.TryAddSingleton<OrderUpdates>();
        services.AddIngramMicro(static provider => provider.GetRequiredService<PipelineSettings>().IngramMicro.Services.ToServices());
        return services
            .AddSingleton<IngramMicroProfile>()
            .AddSingleton<IngramMicroAccount>()
            .AddSingleton(static provider => Terms(provider.GetRequiredService<PipelineSettings>()))
            .AddSingleton<OrderRequestReader>()
            .AddSingleton<OrderBodyReader>()
            .AddSingleton<LearnedNumbers>()
            .AddSingleton<OrderIntake>()
            .AddSingleton<OrderCommands>()
            .AddSingleton<MessagesOfOrder>()
            .AddSingleton<PersonalDataErasure>()
            .AddSingleton<LateErasure>();
    }

    private static IntakeTerms Terms(PipelineSettings settings) => new()
    {
        Currencies = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [PushPartners.IngramMicro] = settings.IngramMicro.Services.ToServices().Currency,
        },
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById(settings.IngramMicro.TimeZone),
        IsTest = settings.Orders.IsTest,
    };
}
