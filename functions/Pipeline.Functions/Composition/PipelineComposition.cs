using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Core.Serialization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Pipeline.Core.Distributors;
using Pipeline.Core.Flows.Scheduling;
using Pipeline.Functions.Audit;
using Pipeline.Functions.Feeds;
using Pipeline.Functions.Hosting;
using Pipeline.Functions.Http;
using Pipeline.Functions.Monitoring;
using Pipeline.Functions.Notifications;
using Pipeline.Functions.OpenApi;
using Pipeline.Functions.Ops;
using Pipeline.Functions.Pricing;
using Pipeline.Functions.Subscriptions;
using Pipeline.Partners.Channels;
using Pipeline.Partners.Distributors;
using Pipeline.Partners.Flows;

namespace Pipeline.Functions.Composition;

/// <summary>Puts the app together.</summary>
public static class PipelineComposition
{
    /// <summary>JSON of queue messages and of what orchestrations keep: camel case, enumerations by name, read by number too.</summary>
    /// <remarks>Orchestrations in flight hold it; a change must read what was written before.</remarks>
    public static JsonSerializerOptions WireJson { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Registers everything; no setting is read, no partner and no storage is contacted.</summary>
    public static FunctionsApplicationBuilder AddPipeline(this FunctionsApplicationBuilder builder)
    {
        _ = builder.ConfigureFunctionsWebApplication();
        _ = builder.UseWhen<TraceMiddleware>(TraceMiddleware.Concerns);
        _ = builder.UseWhen<HttpMiddleware>(static context => context.GetHttpContext() is not null);
        _ = builder.UseWhen<DeadlineMiddleware>(DeadlineMiddleware.Concerns);
        _ = builder.Services
            .Configure<WorkerOptions>(static worker => worker.Serializer = new JsonObjectSerializer(WireJson))
            .AddSettings(builder.Configuration)
            .AddSingleton(SignIn.Read(builder.Configuration))
            .AddSingleton<OperatorAccess>()
            .AddSingleton<CommandAudit>()
            .AddSingleton<ProblemMiddleware>()
            .AddSingleton<FunctionDeadlines>()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IFlowSchedule, NcrontabSchedule>()
            .AddMonitoring()
            .AddStorage()
            .AddErrors()
            .AddAlerts()
            .AddSingleton<DistributorCatalog>()
            .AddDistributor<Pipeline.Partners.Distributors.IngramMicro.IngramMicroDistributor>()
            .AddDistributor<Pipeline.Partners.Distributors.Intcomex.IntcomexDistributor>()
            .AddChannel<Pipeline.Partners.Channels.Mirakl.MiraklChannel>()
            .AddChannelCalls()
            .AddChannels()
            .AddFlows()
            .AddFeeds()
            .AddPricing()
            .AddOrders()
            .AddNotifications()
            .AddChannelOrders()
            .AddOrderApi()
            .AddSubscriptions()
            .AddOperatorPages()
            .AddSingleton<Readiness>()
            .AddSingleton<ApiDocument>();
        // Kestrel and routing tell of each call what the host has told already.
        _ = builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.AddTelemetry();
        return builder;
    }
}
