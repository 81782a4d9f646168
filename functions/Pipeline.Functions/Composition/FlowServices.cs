using Pipeline.Core.Channels;
using Pipeline.Core.Distributors;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Changes;
using Pipeline.Core.Flows.Requests;
using Pipeline.Core.Flows.Running;
using Pipeline.Core.Flows.Scheduling;
using Pipeline.Functions.Executions;
using Pipeline.Functions.Flows;
using Pipeline.Functions.Settings;

namespace Pipeline.Functions.Composition;

/// <summary>Registers the catalogue of flows and what runs them.</summary>
internal static class FlowServices
{
    public static IServiceCollection AddFlows(this IServiceCollection services) => services
        .AddSingleton(static provider => new FlowCatalog(
            [
                .. provider.GetRequiredService<DistributorCatalog>().All.SelectMany(static distributor => distributor.Flows),
                .. provider.GetRequiredService<CurrencySettings>().Feed.ToFlows(),
                .. provider.GetRequiredService<StoreDirectory>().All
                    .SelectMany(store => StoreFlows.Of(store, provider.GetRequiredService<ChannelCatalog>().Of(store))),
            ]))
        .AddSingleton(new FlowLimits())
        .AddSingleton<IWorkerIdentity, ProcessIdentity>()
        .AddSingleton<FlowPlanner>()
        .AddSingleton<FlowDirectory>()
        .AddSingleton<FlowEditor>()
        .AddSingleton<RunRequestCheck>()
        .AddSingleton<KeptBack>()
        .AddSingleton<IFlowPace, FeedPace>()
        .AddSingleton<FlowStarter>()
        .AddSingleton<FlowTimer>()
        .AddSingleton<FlowSweep>()
        .AddSingleton<FlowClaimKeeper>()
        .AddSingleton<FlowExecutor>()
        .AddSingleton<ExecutionCommandHandler>()
        .AddSingleton<IExecutionObserver, ExecutionTelemetry>();
}
