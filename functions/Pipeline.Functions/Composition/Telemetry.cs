using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.Builder;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Pipeline.Core.Tracing;
using Pipeline.Functions.Monitoring;

namespace Pipeline.Functions.Composition;

/// <summary>
/// Sends traces, metrics and logs to an OTLP collector, if <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one, and traces and metrics to
/// Application Insights, if <c>APPLICATIONINSIGHTS_CONNECTION_STRING</c> does.
/// </summary>
/// <remarks>Application Insights has requests and logs from the Functions host already; what the host cannot know comes from here.</remarks>
internal static class Telemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Insights = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    private const string Service = "pipeline";

    private static readonly string[] Sources =
        [PipelineTrace.Source, "Microsoft.Azure.Functions.Worker", "Microsoft.AspNetCore", "System.Net.Http", "Azure.*"];

    private static readonly string[] Meters =
    [
        PipelineMetrics.Meter, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime",
    ];

    public static void AddTelemetry(this FunctionsApplicationBuilder builder)
    {
        // Without a receiver none of OpenTelemetry's code is loaded: it would cost a good part of the start.
        bool hasCollector = builder.Configuration[Endpoint] is { Length: > 0 };
        string? insights = builder.Configuration[Insights] is { Length: > 0 } connection ? connection : null;
        if (hasCollector || insights is not null)
        {
            Add(builder, hasCollector, insights);
        }
    }

    private static void Add(FunctionsApplicationBuilder builder, bool hasCollector, string? insights)
    {
        if (hasCollector)
        {
            _ = builder.Logging.AddOpenTelemetry(static logs =>
                logs.SetResourceBuilder(ResourceBuilder.CreateDefault().AddService(Service)).AddOtlpExporter());
        }

        _ = builder.Services.AddHostedService(provider => new Exporting(hasCollector, insights, provider.GetRequiredService<TokenCredential>()));
    }

    private sealed class Exporting(bool hasCollector, string? insights, TokenCredential identity) : IHostedService
    {
        private readonly List<IDisposable> providers = [];

        public Task StartAsync(CancellationToken cancellationToken)
        {
            ResourceBuilder resource = ResourceBuilder.CreateDefault().AddService(Service);
            if (hasCollector)
            {
                providers.Add(Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources).AddOtlpExporter().Build());
                providers.Add(Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters).AddOtlpExporter().Build());
            }

            if (insights is not null)
            {
                // Requests are the host's: spans of the worker's own sources would count them twice.
                // A trace of which a part is missing does not lead anywhere, so none is sampled away.
                providers.Add(Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(PipelineTrace.Source)
                    .AddAzureMonitorTraceExporter(options =>
                        (options.ConnectionString, options.Credential, options.SamplingRatio, options.TracesPerSecond) = (insights, identity, 1F, null)).Build());
                providers.Add(Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(PipelineMetrics.Meter)
                    .AddAzureMonitorMetricExporter(options => (options.ConnectionString, options.Credential) = (insights, identity)).Build());
            }

            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            providers.ForEach(static provider => provider.Dispose());
            return Task.CompletedTask;
        }
    }
}
