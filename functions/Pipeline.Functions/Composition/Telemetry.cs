using Microsoft.Azure.Functions.Worker.Builder;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Pipeline.Functions.Composition;

/// <summary>Sends traces, metrics and logs to an OTLP collector, if <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one.</summary>
internal static class Telemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Service = "pipeline";

    private static readonly string[] Sources =
        ["Pipeline", "Microsoft.AspNetCore", "System.Net.Http", "Azure.*"];

    private static readonly string[] Meters =
    [
        "Pipeline", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime",
    ];

    public static void AddTelemetry(this FunctionsApplicationBuilder builder)
    {
        // Without a collector none of OpenTelemetry's code is loaded: it would cost a good part of the start.
        if (builder.Configuration[Endpoint] is { Length: > 0 })
        {
            Add(builder);
        }
    }

    private static void Add(FunctionsApplicationBuilder builder)
    {
        _ = builder.Logging.AddOpenTelemetry(static logs =>
            logs.SetResourceBuilder(ResourceBuilder.CreateDefault().AddService(Service)).AddOtlpExporter());
        _ = builder.Services.AddHostedService<Exporting>();
    }

    private sealed class Exporting : IHostedService
    {
        private TracerProvider? traces;
        private MeterProvider? metrics;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            ResourceBuilder resource = ResourceBuilder.CreateDefault().AddService(Service);
            traces = Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(resource).AddSource(Sources).AddOtlpExporter().Build();
            metrics = Sdk.CreateMeterProviderBuilder()
                .SetResourceBuilder(resource).AddMeter(Meters).AddOtlpExporter().Build();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            traces?.Dispose();
            metrics?.Dispose();
            return Task.CompletedTask;
        }
    }
}
