using Microsoft.Extensions.Logging;
using Pipeline.Core.Flows;
using Pipeline.Core.Issues;
using Pipeline.Functions.Executions;

namespace Pipeline.Functions.Tests.Executions;

public sealed class ExecutionTelemetryTests
{
    [Fact]
    public void A_line_names_what_is_known_and_leaves_out_what_is_not()
    {
        LinesLogger lines = new();
        ExecutionTelemetry telemetry = new(lines);
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
