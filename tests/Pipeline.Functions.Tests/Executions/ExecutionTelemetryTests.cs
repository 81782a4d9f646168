using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Core.Feeds;
using Pipeline.Core.Flows;
using Pipeline.Functions.Executions;

namespace Pipeline.Functions.Tests.Executions;

public sealed class ExecutionTelemetryTests
{
    [Fact]
    public void An_end_is_counted_with_its_flow_status_rows_and_duration()
    {
        using ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        IMeterFactory meters = services.GetRequiredService<IMeterFactory>();
        List<string> seen = [];
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => seen.Add(Line(instrument, $"{value}", tags)));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => seen.Add(Line(instrument, $"{value}", tags)));
        listener.Start();
        DateTimeOffset start = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);

        new ExecutionTelemetry(meters, NullLogger<ExecutionTelemetry>.Instance).Ended(new Execution
        {
            Id = ExecutionId.Derive(start, "x"),
            Flow = "ingram.price",
            Status = ExecutionStatus.Partial,
            Trigger = "schedule",
            QueuedAt = start,
            StartedAt = start,
            FinishedAt = start.AddSeconds(12),
            Counts = new FeedCounts { Read = 9, Created = 8, Failed = 1 },
        });

        Assert.Equal(
            [
                "pipeline.executions 1 flow=ingram.price status=Partial",
                "pipeline.rows 9 flow=ingram.price",
                "pipeline.execution.duration 12 flow=ingram.price",
            ],
            seen);
    }

    private static string Line(Instrument instrument, string value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        $"{instrument.Name} {value} {string.Join(' ', tags.ToArray().Select(static tag => $"{tag.Key}={tag.Value}"))}";
}
