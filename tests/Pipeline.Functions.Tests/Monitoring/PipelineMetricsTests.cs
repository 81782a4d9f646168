using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Executions;
using Pipeline.Core.Flows;
using Pipeline.Core.Notifications;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sales;
using Pipeline.Functions.Monitoring;
using Pipeline.Functions.Notifications;

namespace Pipeline.Functions.Tests.Monitoring;

public sealed class PipelineMetricsTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);

    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MeterListener listener = new();
    private readonly List<string> seen = [];
    private readonly List<Instrument> published = [];
    private readonly PipelineMetrics metrics;

    public PipelineMetricsTests()
    {
        IMeterFactory meters = services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters))
            {
                published.Add(instrument);
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => seen.Add(Line(instrument, value.ToString(CultureInfo.InvariantCulture), tags)));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => seen.Add(Line(instrument, value.ToString(CultureInfo.InvariantCulture), tags)));
        listener.Start();
        metrics = new PipelineMetrics(meters);
        _ = new MessageTelemetry(meters);
    }

    [Fact]
    public void An_end_is_counted_with_its_flow_status_rows_waits_and_durations()
    {
        metrics.Ended(Ended with { Counts = new FeedCounts { Read = 11, Created = 8, Unchanged = 2, Failed = 1, Warnings = 3 } });

        Assert.Equal(
            [
                "pipeline.executions 1 flow=ingram.price status=partial trigger=schedule",
                "pipeline.execution.wait 2 flow=ingram.price",
                "pipeline.execution.duration 12 flow=ingram.price status=partial",
                "pipeline.rows 8 flow=ingram.price outcome=created",
                "pipeline.rows 2 flow=ingram.price outcome=unchanged",
                "pipeline.rows 1 flow=ingram.price outcome=failed",
                "pipeline.issues 3 flow=ingram.price severity=info",
                "pipeline.issues 1 flow=ingram.price severity=error",
            ],
            seen);
    }

    [Fact]
    public void A_run_that_waits_for_a_person_has_no_rows_yet()
    {
        metrics.Ended(Ended with { Status = ExecutionStatus.Held, FinishedAt = null, Counts = new FeedCounts { Read = 9, Created = 9 } });

        Assert.Equal(["pipeline.executions 1 flow=ingram.price status=held trigger=schedule", "pipeline.execution.wait 2 flow=ingram.price"], seen);
    }

    [Fact]
    public void Calls_are_counted_by_their_outcome_and_measured_where_we_called()
    {
        Exchange exchange = new()
        {
            Id = "1", Partner = "acme", Operation = "orderCreate", Target = "POST /", StartedAt = Start, Duration = TimeSpan.FromMilliseconds(250), Status = 200,
        };

        metrics.Exchanged(exchange);
        metrics.Exchanged(exchange with { Status = null, Fault = "timed out", Duration = TimeSpan.FromSeconds(30) });
        metrics.Exchanged(exchange with { Direction = ExchangeDirection.In, Operation = "invoice" });

        Assert.Equal(
            [
                "pipeline.exchanges 1 partner=acme operation=orderCreate direction=out outcome=ok",
                "pipeline.exchange.duration 0.25 partner=acme operation=orderCreate",
                "pipeline.exchanges 1 partner=acme operation=orderCreate direction=out outcome=failed",
                "pipeline.exchange.duration 30 partner=acme operation=orderCreate",
                "pipeline.exchanges 1 partner=acme operation=invoice direction=in outcome=ok",
            ],
            seen);
    }

    [Fact]
    public void Orders_are_counted_when_their_state_changes()
    {
        OrderRecord received = new() { Order = new SalesOrder { OrderId = "o1", Source = OrderSource.Api, Lines = [] }, ReceivedAt = Start, ChangedAt = Start };
        OrderRecord cancelled = received with { Order = received.Order with { IsCancelled = true } };

        metrics.Changed(null, received);
        metrics.Changed(received, received with { EventCount = 1 });
        metrics.Changed(received, cancelled);

        Assert.Equal(
            [$"pipeline.order.changes 1 from=none to={Spelled(received)}", $"pipeline.order.changes 1 from={Spelled(received)} to=cancelled"], seen);
    }

    [Fact]
    public void Messages_feeds_and_queues_have_ages()
    {
        PushedMessage message = new()
        {
            Id = "m", Distributor = "acme", ReceivedAt = Start, Sha256 = "00", SizeBytes = 1, State = MessageState.Accepted,
        };

        metrics.Handled(message);
        metrics.Handled(message with { HandledAt = Start.AddSeconds(1.5) });
        metrics.FeedAge("acme.price", TimeSpan.FromHours(2));
        metrics.Queue("flow-runs", TimeSpan.FromSeconds(90), 4);

        Assert.Equal(
            [
                "pipeline.notification.duration 1.5 distributor=acme", "pipeline.feed.age 7200 flow=acme.price",
                "pipeline.queue.age 90 queue=flow-runs", "pipeline.queue.messages 4 queue=flow-runs",
            ],
            seen);
    }

    [Fact]
    public void Every_instrument_is_documented_with_its_unit()
    {
        string text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "monitoring.md"));

        Assert.NotEmpty(published);
        Assert.All(published, instrument => Assert.Contains($"| `{instrument.Name}` | {instrument.Unit!.Trim('{', '}')} |", text, StringComparison.Ordinal));
        Assert.Equal(
            published.Select(static instrument => instrument.Name).Order(StringComparer.Ordinal),
            [.. text.Split('\n').Where(static line => line.StartsWith("| `pipeline.", StringComparison.Ordinal)).Select(static line => line.Split('`')[1]).Order(StringComparer.Ordinal)]);
    }

    public void Dispose()
    {
        listener.Dispose();
        services.Dispose();
    }

    private static Execution Ended { get; } = new()
    {
        Id = ExecutionId.Derive(Start, "x"),
        Flow = "ingram.price",
        Status = ExecutionStatus.Partial,
        Trigger = "schedule",
        QueuedAt = Start.AddSeconds(-2),
        StartedAt = Start,
        FinishedAt = Start.AddSeconds(12),
    };

    private static string Spelled(OrderRecord record) => $"{char.ToLowerInvariant($"{record.State}"[0])}{$"{record.State}"[1..]}";

    private static string Line(Instrument instrument, string value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        $"{instrument.Name} {value} {string.Join(' ', tags.ToArray().Select(static tag => $"{tag.Key}={tag.Value}"))}";
}
