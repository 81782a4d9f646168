using Pipeline.Core.Flows;
using Pipeline.Functions.Ops;
using Pipeline.Ops;
using Pipeline.Ops.People;

namespace Pipeline.Functions.Composition;

/// <summary>Registers the operators' pages.</summary>
internal static class OpsServices
{
    public static IServiceCollection AddOperatorPages(this IServiceCollection services) => services
        .AddSingleton<IOpsSignIn, OpsSignIn>()
        .AddSingleton(provider => new OpsSettings(
            provider.GetRequiredService<IHostEnvironment>().EnvironmentName,
            provider.GetRequiredService<FlowCatalog>().All is [{ } first, ..] ? first.TimeZone : TimeZoneInfo.Utc.Id))
        .AddOps();
}
