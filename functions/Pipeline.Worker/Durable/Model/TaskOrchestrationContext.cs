using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask;

/// <summary>What an orchestrator sees of the world: its input, its clock, and the durable operations it can start.</summary>
/// <remarks>
/// An orchestrator runs again from its first line on every turn, so the same calls must come in the same order each
/// time. It awaits nothing but the tasks made here, reads no clock, no random source, no setting, and does no I/O.
/// Members may be called on the orchestrator's own thread only; elsewhere they throw
/// <see cref="InvalidOperationException"/>. Source: functions-custom-handler.md §3.4.
/// </remarks>
public abstract class TaskOrchestrationContext
{
    /// <summary>Name of the orchestrator.</summary>
    public abstract TaskName Name { get; }

    /// <summary>Id of this instance; the same in every round of continue-as-new.</summary>
    public abstract string InstanceId { get; }

    /// <summary>The orchestration that waits for this one; null for an instance started by a client.</summary>
    public abstract ParentOrchestrationInstance? Parent { get; }

    /// <summary>Time of the turn, UTC, to 100 ns; the same whenever the code is replayed.</summary>
    public abstract DateTime CurrentUtcDateTime { get; }

    /// <summary>True while the code runs through what has happened before.</summary>
    public abstract bool IsReplaying { get; }

    /// <summary>Version this instance was started with; empty for none.</summary>
    public virtual string Version => string.Empty;

    /// <summary>Makes the loggers of <see cref="CreateReplaySafeLogger(string)"/>.</summary>
    protected abstract ILoggerFactory LoggerFactory { get; }

    /// <summary>Reads the input of this instance.</summary>
    /// <typeparam name="T">Type of the input.</typeparam>
    /// <returns>The input; the default value when there is none.</returns>
    public abstract T? GetInput<T>();

    /// <summary>Calls an activity that returns nothing.</summary>
    /// <inheritdoc cref="CallActivityAsync{T}" />
    public virtual Task CallActivityAsync(TaskName name, object? input = null, TaskOptions? options = null) =>
        CallActivityAsync<object?>(name, input, options);

    /// <summary>Calls an activity. It runs at least once, perhaps twice, perhaps on another machine.</summary>
    /// <param name="name">Name of the activity function.</param>
    /// <param name="input">Small record, written as JSON; ids rather than documents.</param>
    /// <param name="options">Retries and tags.</param>
    /// <typeparam name="T">Type of the result.</typeparam>
    /// <exception cref="TaskFailedException">The last attempt failed.</exception>
    public abstract Task<T> CallActivityAsync<T>(TaskName name, object? input = null, TaskOptions? options = null);

    /// <summary>Starts a durable timer.</summary>
    /// <param name="delay">Time from <see cref="CurrentUtcDateTime"/>; more than three days become several timers in a row.</param>
    /// <param name="cancellationToken">Ends the wait; the timer itself still fires and is then ignored.</param>
    public virtual Task CreateTimer(TimeSpan delay, CancellationToken cancellationToken) =>
        CreateTimer(CurrentUtcDateTime.Add(delay), cancellationToken);

    /// <summary>Starts a durable timer that fires at an instant.</summary>
    /// <param name="fireAt">Instant in UTC; a past one fires at once.</param>
    /// <param name="cancellationToken">Ends the wait; the timer itself still fires and is then ignored.</param>
    public abstract Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken);

    /// <summary>Waits for an event from outside. Each event completes one wait.</summary>
    /// <remarks>
    /// Events that nobody waits for are kept, oldest first. Of several waits for one name the newest is served first,
    /// as the .NET Durable SDK does. A cancelled wait takes no event.
    /// </remarks>
    /// <param name="eventName">Name, compared without case.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <typeparam name="T">Type of the event's data.</typeparam>
    public abstract Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default);

    /// <summary>Waits for an event from outside, but not for ever.</summary>
    /// <param name="eventName">Name, compared without case.</param>
    /// <param name="timeout">Limit, kept by a durable timer.</param>
    /// <typeparam name="T">Type of the event's data.</typeparam>
    /// <exception cref="TaskCanceledException">The limit passed first.</exception>
    public async Task<T> WaitForExternalEvent<T>(string eventName, TimeSpan timeout)
    {
        using var timerEnd = new CancellationTokenSource();
        using var eventEnd = new CancellationTokenSource();
        Task timer = CreateTimer(timeout, timerEnd.Token);
        Task<T> raised = WaitForExternalEvent<T>(eventName, eventEnd.Token);
        Task first = await Task.WhenAny(timer, raised);
        CancellationTokenSource loser = first == timer ? eventEnd : timerEnd;
        // The asynchronous form would leave the orchestrator's thread.
#pragma warning disable CA1849, MA0042, VSTHRD103
        loser.Cancel();
#pragma warning restore CA1849, MA0042, VSTHRD103
        return await raised;
    }

    /// <summary>Sends an event to another instance, without knowing whether it exists.</summary>
    /// <param name="instanceId">The receiver.</param>
    /// <param name="eventName">Name, compared without case by the receiver.</param>
    /// <param name="payload">Data, written as JSON; null for none.</param>
    public abstract void SendEvent(string instanceId, string eventName, object? payload);

    /// <summary>Shows a status to clients. It stays until it is set again.</summary>
    /// <param name="customStatus">Written as JSON, at most 16 KB in UTF-16; null clears it.</param>
    /// <exception cref="ArgumentException">The status is too long.</exception>
    public abstract void SetCustomStatus(object? customStatus);

    /// <summary>Calls another orchestrator that returns nothing.</summary>
    /// <inheritdoc cref="CallSubOrchestratorAsync{TResult}" />
    public virtual Task CallSubOrchestratorAsync(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        CallSubOrchestratorAsync<object?>(orchestratorName, input, options);

    /// <summary>Calls another orchestrator and waits for its result.</summary>
    /// <remarks>With the tag <c>FireAndForget</c> the child runs by itself and the returned task is complete at once.</remarks>
    /// <param name="orchestratorName">Name of the orchestrator function.</param>
    /// <param name="input">Small record, written as JSON.</param>
    /// <param name="options">Retries, tags; a <see cref="SubOrchestrationOptions"/> also names the instance.</param>
    /// <typeparam name="TResult">Type of the result.</typeparam>
    /// <exception cref="TaskFailedException">The child failed or was terminated.</exception>
    public abstract Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null);

    /// <summary>Starts this instance anew, with an empty history, when the code ends. A failure wins over it.</summary>
    /// <remarks>
    /// From this call on, events are kept for the next round, even awaited ones. Return soon, with no activity open:
    /// its result would be dropped.
    /// </remarks>
    /// <param name="newInput">Input of the next round.</param>
    /// <param name="preserveUnprocessedEvents">True hands events that nobody has taken to the next round.</param>
    public virtual void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        ContinueAsNew(new ContinueAsNewOptions { PreserveUnprocessedEvents = preserveUnprocessedEvents }, newInput);

    /// <summary>Starts this instance anew, perhaps in another version.</summary>
    /// <param name="options">Version and events.</param>
    /// <param name="newInput">Input of the next round.</param>
    public abstract void ContinueAsNew(ContinueAsNewOptions options, object? newInput = null);

    /// <summary>Makes an identifier that is the same whenever the code is replayed (UUID version 5).</summary>
    public abstract Guid NewGuid();

    /// <summary>Makes a logger that is silent during replay.</summary>
    /// <param name="categoryName">Category of the entries.</param>
    public virtual ILogger CreateReplaySafeLogger(string categoryName) =>
        CreateReplaySafeLogger(LoggerFactory.CreateLogger(categoryName));

    /// <summary>Makes a logger that is silent during replay, with a type's name as category.</summary>
    public ILogger CreateReplaySafeLogger(Type type) =>
        CreateReplaySafeLogger(type.FullName ?? type.Name);

    /// <summary>Makes a logger that is silent during replay, with a type's name as category.</summary>
    public ILogger CreateReplaySafeLogger<T>() => CreateReplaySafeLogger(typeof(T));

    /// <summary>Silences a logger during replay.</summary>
    public ILogger CreateReplaySafeLogger(ILogger logger) => new ReplaySafeLogger(this, logger);
}
