using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Executions;
using Pipeline.Core.Flows;
using Pipeline.Core.Notifications;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Functions.Monitoring;

/// <summary>What is counted and measured, beside pushes at the door (<see cref="Notifications.MessageTelemetry"/>); docs/monitoring.md lists it.</summary>
/// <remarks>Tags are codes with few values: no ids, no names of people, no articles.</remarks>
public sealed class PipelineMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string Meter = "Pipeline";

    private readonly Counter<long> executions;
    private readonly Histogram<double> executionDurations;
    private readonly Histogram<double> executionWaits;
    private readonly Counter<long> rows;
    private readonly Counter<long> issues;
    private readonly Counter<long> exchanges;
    private readonly Histogram<double> exchangeDurations;
    private readonly Counter<long> orderChanges;
    private readonly Histogram<double> messageAges;
    private readonly Gauge<double> feedAges;
    private readonly Gauge<double> queueAges;
    private readonly Gauge<long> queueMessages;

    /// <summary>Makes the instruments.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The factory disposes of the meters it made.")]
    public PipelineMetrics(IMeterFactory meters)
    {
        Meter meter = meters.Create(Meter);
        executions = meter.CreateCounter<long>("pipeline.executions", "{execution}", "Executions that ended or wait for a person, by flow, status and trigger");
        executionDurations = meter.CreateHistogram<double>("pipeline.execution.duration", "s", "From start to end, by flow and status");
        executionWaits = meter.CreateHistogram<double>("pipeline.execution.wait", "s", "From being asked for to the start, by flow");
        rows = meter.CreateCounter<long>("pipeline.rows", "{row}", "Rows that executions read, by flow and outcome");
        issues = meter.CreateCounter<long>("pipeline.issues", "{issue}", "What is wrong with rows and executions, by flow and severity");
        exchanges = meter.CreateCounter<long>("pipeline.exchanges", "{exchange}", "Calls to and by partners, by partner, operation, direction and outcome");
        exchangeDurations = meter.CreateHistogram<double>("pipeline.exchange.duration", "s", "From request to answer, by partner and operation");
        orderChanges = meter.CreateCounter<long>("pipeline.order.changes", "{order}", "Orders that changed their state, by the states before and after");
        messageAges = meter.CreateHistogram<double>("pipeline.notification.duration", "s", "From the receipt of a pushed message to its end, by distributor");
        feedAges = meter.CreateGauge<double>("pipeline.feed.age", "s", "Age of the file that counts, by flow");
        queueAges = meter.CreateGauge<double>("pipeline.queue.age", "s", "Age of the message at the head of a queue, 0 when none waits, by queue");
        queueMessages = meter.CreateGauge<long>("pipeline.queue.messages", "{message}", "Messages in a queue, about, by queue");
    }

    /// <summary>Whether anybody wants to know how old feeds and queues are: finding out costs reads of storage.</summary>
    public bool WantsAges => feedAges.Enabled || queueAges.Enabled || queueMessages.Enabled;

    /// <summary>An execution ended, or waits for a person.</summary>
    public void Ended(Execution execution)
    {
        KeyValuePair<string, object?> flow = new("flow", execution.Flow);
        KeyValuePair<string, object?> status = new("status", Spell(execution.Status));
        executions.Add(1, flow, status, new("trigger", execution.Trigger));
        if (execution.StartedAt is { } started)
        {
            executionWaits.Record(Math.Max(0, (started - execution.QueuedAt).TotalSeconds), flow);
            if (execution.FinishedAt is { } finished)
            {
                executionDurations.Record((finished - started).TotalSeconds, flow, status);
            }
        }

        if (execution.Status is not ExecutionStatus.Held)
        {
            Count(execution, flow);
        }
    }

    /// <summary>A call to or by a partner is over.</summary>
    public void Exchanged(Exchange exchange)
    {
        KeyValuePair<string, object?> partner = new("partner", exchange.Partner);
        KeyValuePair<string, object?> operation = new("operation", exchange.Operation);
        exchanges.Add(
            1, partner, operation, new("direction", Spell(exchange.Direction)), new("outcome", MeasuredExchanges.HasFailed(exchange) ? "failed" : "ok"));
        if (exchange.Direction is ExchangeDirection.Out)
        {
            exchangeDurations.Record(exchange.Duration.TotalSeconds, partner, operation);
        }
    }

    /// <summary>An order was written.</summary>
    /// <param name="before">As it was; null for a new one.</param>
    /// <param name="after">As it is.</param>
    public void Changed(OrderRecord? before, OrderRecord after)
    {
        // The state is worked out from every document of the order.
        if (orderChanges.Enabled && (before?.State, after.State) is var (from, to) && from != to)
        {
            orderChanges.Add(1, new("from", from is { } state ? Spell(state) : "none"), new("to", Spell(to)));
        }
    }

    /// <summary>A pushed message was handled; null or not handled: nothing.</summary>
    public void Handled(PushedMessage? message)
    {
        if (message?.HandledAt is { } handled)
        {
            messageAges.Record((handled - message.ReceivedAt).TotalSeconds, new KeyValuePair<string, object?>("distributor", message.Distributor));
        }
    }

    /// <summary>How old the file of a feed is that counts.</summary>
    public void FeedAge(string flow, TimeSpan age) => feedAges.Record(age.TotalSeconds, new KeyValuePair<string, object?>("flow", flow));

    /// <summary>How long the message at the head of a queue has waited, and how many there are.</summary>
    public void Queue(string name, TimeSpan age, long messages)
    {
        KeyValuePair<string, object?> queue = new("queue", name);
        queueAges.Record(age.TotalSeconds, queue);
        queueMessages.Record(messages, queue);
    }

    private static string Spell<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName($"{value}");

    private void Count(Execution execution, KeyValuePair<string, object?> flow)
    {
        FeedCounts counts = execution.Counts;
        foreach ((string outcome, long count) in (ReadOnlySpan<(string, long)>)
            [("created", counts.Created), ("updated", counts.Updated), ("unchanged", counts.Unchanged), ("skipped", counts.Skipped),
             ("setAside", execution.SetAside), ("retried", execution.Retried), ("failed", counts.Failed)])
        {
            Add(rows, count, flow, new("outcome", outcome));
        }

        SeverityCounts severities = execution.Severities;
        Add(issues, severities.Info, flow, new("severity", "info"));
        Add(issues, severities.Retry, flow, new("severity", "retry"));
        Add(issues, severities.Error, flow, new("severity", "error"));
    }

    private static void Add(Counter<long> counter, long count, KeyValuePair<string, object?> flow, KeyValuePair<string, object?> tag)
    {
        if (count > 0)
        {
            counter.Add(count, flow, tag);
        }
    }
}
