using System.Text.Json.Nodes;
using Pipeline.Core.Flows;

namespace Pipeline.Core.Subscriptions;

/// <summary>Tells subscribers of executions that failed, were refused or wait for a person.</summary>
public sealed class ExecutionEvents(EventPublisher publisher, ISubscriptionStore told, IExecutionLog executions, TimeProvider clock)
{
    private const string Subject = "executions";
    private const int PageSize = 200;

    /// <summary>How long after its start an execution is still looked at.</summary>
    private static readonly TimeSpan LookBack = TimeSpan.FromHours(2);

    /// <summary>Looks at the executions of the last hours. May be repeated and cut at any point: each is told once.</summary>
    public async Task TellAsync(CancellationToken cancellationToken)
    {
        if (!await publisher.IsWantedAsync(EventKind.ExecutionFailed, cancellationToken))
        {
            return;
        }

        DateTimeOffset now = clock.GetUtcNow();
        long looked = await told.ReadToldAsync(Subject, cancellationToken);
        DateTimeOffset since = (looked == 0 ? now : DateTimeOffset.FromUnixTimeMilliseconds(looked)) - LookBack;
        List<OutgoingEvent> happened = [];
        string? cursor = null;
        do
        {
            Page<Execution> page = await executions.ListAsync(new ExecutionFilter(), PageSize, cursor, cancellationToken);
            happened.AddRange(page.Items.Where(execution => execution.QueuedAt >= since).SelectMany(EventsOf));
            cursor = page.Items.Count > 0 && page.Items[^1].QueuedAt >= since ? page.Cursor : null;
        }
        while (cursor is not null);
        happened.Reverse();
        await publisher.PublishAsync(happened, cancellationToken);
        await told.WriteToldAsync(Subject, now.ToUnixTimeMilliseconds(), cancellationToken);
    }

    private static IEnumerable<OutgoingEvent> EventsOf(Execution execution)
    {
        if (execution.Status is not (ExecutionStatus.Failed or ExecutionStatus.Refused or ExecutionStatus.Held or ExecutionStatus.Partial))
        {
            yield break;
        }

        string status = execution.Status.ToString();
        JsonObject data = new()
        {
            ["executionId"] = execution.Id,
            ["flow"] = execution.Flow,
            ["status"] = $"{char.ToLowerInvariant(status[0])}{status[1..]}",
            ["code"] = execution.FirstError?.Code,
            ["cause"] = execution.FirstError?.Cause ?? execution.HoldReason,
            ["remedy"] = execution.FirstError?.Remedy,
            ["href"] = $"/api/executions/{execution.Id}",
        };
        yield return new OutgoingEvent(
            EventKind.ExecutionFailed,
            $"execution:{execution.Id}",
            (int)execution.Status,
            execution.FinishedAt ?? execution.HeartbeatAt ?? execution.QueuedAt,
            data.ToJsonString());
    }
}
