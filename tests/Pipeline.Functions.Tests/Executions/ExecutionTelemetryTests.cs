using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Core.Executions;
using Pipeline.Core.Flows;
using Pipeline.Core.Issues;
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

    [Fact]
    public void A_line_names_what_is_known_and_leaves_out_what_is_not()
    {
        using ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        LinesLogger lines = new();
        ExecutionTelemetry telemetry = new(services.GetRequiredService<IMeterFactory>(), lines);
        Execution begun = new()
        {
            Id = "x",
            Flow = "ingram.price",
            Status = ExecutionStatus.Running,
            Trigger = "schedule",
            QueuedAt = new DateTimeOffset(2026, 3, 10, 6, 0, 0, TimeSpan.Zero),
        };

        telemetry.Progressed(begun);
        telemetry.Progressed(begun with { Progress = new ExecutionProgress { Step = "reading", Done = 5, RowsPerSecond = 9 } });
        telemetry.Progressed(begun with { Progress = new ExecutionProgress { Step = "applying", Done = 5, Expected = 10, RowsPerSecond = 9 } });
        telemetry.Ended(begun with { Status = ExecutionStatus.Succeeded, Summary = "9 rows." });
        telemetry.Ended(begun with
        {
            Status = ExecutionStatus.Refused,
            Summary = "The file is empty.",
            FirstError = new Issue("FEED_EMPTY", null, null) { SaidCause = "The file is empty.", SaidRemedy = null, SaidSeverity = "error" },
        });
        telemetry.Ended(begun with { Status = ExecutionStatus.Cancelled });

        Assert.Equal(
            [
                "ingram.price: execution x at work, 0 done",
                "ingram.price: execution x reading, 5 done",
                "ingram.price: execution x applying 50 % (5 of 10), 9 rows/s",
                "ingram.price: execution x Succeeded. 9 rows.",
                "ingram.price: execution x Refused. FEED_EMPTY The file is empty.",
                "ingram.price: execution x Cancelled. Nothing more is known.",
            ],
            lines.Lines);
    }

    private static string Line(Instrument instrument, string value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        $"{instrument.Name} {value} {string.Join(' ', tags.ToArray().Select(static tag => $"{tag.Key}={tag.Value}"))}";

    private sealed class LinesLogger : ILogger<ExecutionTelemetry>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}
