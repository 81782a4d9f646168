using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Pipeline.Faults.Time;

namespace Pipeline.Faults.Hosting;

/// <summary>What the orchestrator of one instance sees; it runs once, without replay. One event name is enough here.</summary>
internal sealed class LiveContext(OrchestrationHost host, Incarnation process, string id, string name, object? input) : TaskOrchestrationContext
{
    private readonly Stack<TaskCompletionSource> waits = new();
    private int raised;

    /// <summary>Whether the round asked for another one.</summary>
    public bool GoesOn { get; private set; }

    /// <inheritdoc />
    public override TaskName Name => name;

    /// <inheritdoc />
    public override string InstanceId => id;

    /// <inheritdoc />
    public override ParentOrchestrationInstance? Parent => null;

    /// <inheritdoc />
    public override DateTime CurrentUtcDateTime => process.Clock.GetUtcNow().UtcDateTime;

    /// <inheritdoc />
    public override bool IsReplaying => false;

    /// <inheritdoc />
    protected override ILoggerFactory LoggerFactory => NullLoggerFactory.Instance;

    /// <summary>Begins a round; events that nobody has taken stay, waits do not.</summary>
    public void BeginRound()
    {
        GoesOn = false;
        waits.Clear();
    }

    /// <summary>An event has come.</summary>
    public void Raise()
    {
        if (waits.TryPop(out TaskCompletionSource? wait))
        {
            wait.SetResult();
        }
        else
        {
            raised++;
        }
    }

    /// <inheritdoc />
    public override T? GetInput<T>()
        where T : default => (T?)input;

    /// <inheritdoc />
    public override async Task<T> CallActivityAsync<T>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        RetryPolicy policy = options!.Retry!.Policy!;
        TimeSpan pause = policy.FirstRetryInterval;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return (T)(await host.ActAsync(name, input))!;
            }
            catch (Exception failure)
            {
                process.Report(failure);
                if (attempt == policy.MaxNumberOfAttempts)
                {
                    throw new TaskFailedException(name, attempt, TaskFailureDetails.FromException(failure));
                }
            }

            await Task.Delay(pause, process.Clock);
            pause = pause * policy.BackoffCoefficient < policy.MaxRetryInterval ? pause * policy.BackoffCoefficient : policy.MaxRetryInterval;
        }
    }

    /// <inheritdoc />
    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        TaskCompletionSource over = new();
        process.Simulation.At(new DateTimeOffset(fireAt, TimeSpan.Zero), () => over.TrySetResult());
        _ = cancellationToken.Register(() => over.TrySetCanceled(cancellationToken), useSynchronizationContext: false);
        return over.Task;
    }

    /// <inheritdoc />
    public override async Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        if (raised > 0)
        {
            raised--;
            return default!;
        }

        TaskCompletionSource wait = new();
        waits.Push(wait);
        await wait.Task;
        return default!;
    }

    /// <inheritdoc />
    public override void SendEvent(string instanceId, string eventName, object? payload) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void SetCustomStatus(object? customStatus)
    {
        // Nobody looks at it here.
    }

    /// <inheritdoc />
    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void ContinueAsNew(ContinueAsNewOptions options, object? newInput = null) => GoesOn = true;

    /// <inheritdoc />
    public override Guid NewGuid() => throw new NotSupportedException();
}
