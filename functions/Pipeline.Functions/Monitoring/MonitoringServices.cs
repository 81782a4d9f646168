namespace Pipeline.Functions.Monitoring;

/// <summary>Registers what is measured; where it goes is <see cref="Composition.Telemetry"/>'s.</summary>
internal static class MonitoringServices
{
    public static IServiceCollection AddMonitoring(this IServiceCollection services) => services.AddMetrics().AddSingleton<PipelineMetrics>();
}
