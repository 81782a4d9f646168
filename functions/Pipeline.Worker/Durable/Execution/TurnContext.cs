using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Microsoft.DurableTask.Messages;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask.Execution;

/// <summary>The context that orchestrator code sees during one turn, and the state its calls leave.</summary>
internal sealed class TurnContext : TaskOrchestrationContext
{
    private readonly DurableWorkerOptions _options;
    private readonly ILoggerFactory _loggers;
    private readonly OrchestratorThread _thread;
    private readonly TurnClock _clock;
    private readonly Dictionary<int, OpenTask> _open = [];
    private ExecutionStartedEvent _started = new();
    private DateTime _now;
    private int _guids;

    public TurnContext(
        string instanceId, DurableWorkerOptions options, ILoggerFactory loggers, OrchestratorThread thread, TurnClock clock)
    {
        InstanceId = instanceId;
        _options = options;
        _loggers = loggers;
        _thread = thread;
        _clock = clock;
        Actions = new PendingActions(() => Name.Name);
    }

    public PendingActions Actions { get; }

    public EventInbox Inbox { get; } = new();

    /// <summary>The status to show; null clears it.</summary>
    public string? CustomStatus { get; private set; }

    /// <summary>What continue-as-new was asked for; null unless it was.</summary>
    public (string? Input, string? Version)? NextRound { get; private set; }

    /// <summary>True while something durable is still to come.</summary>
    public bool WaitsForHistory => _open.Count > 0 || Inbox.HasWaits;

    public override TaskName Name => TaskName.FromString(_started.Name);

    public override string InstanceId { get; }

    public override string Version => _started.Version ?? string.Empty;

    public override ParentOrchestrationInstance? Parent => _started.ParentInstance is { } parent
        ? new ParentOrchestrationInstance(
            TaskName.FromString(parent.Name), parent.OrchestrationInstance?.InstanceId ?? string.Empty)
        : null;

    public override DateTime CurrentUtcDateTime => _now;

    public override bool IsReplaying => ReplaysNow;

    public bool ReplaysNow { get; set; } = true;

    protected override ILoggerFactory LoggerFactory => _loggers;

    private JsonSerializerOptions Json => _options.JsonSerializerOptions;

    private string ExecutionId => _started.OrchestrationInstance?.ExecutionId ?? InstanceId;

    public void Start(ExecutionStartedEvent started) => _started = started;

    public void SetTime(DateTime now) => _now = now;

    /// <summary>Takes an open task out; an unknown or finished id is normal and gives null.</summary>
    public OpenTask? Close(int id) => _open.Remove(id, out OpenTask? task) ? task : null;

    public override T? GetInput<T>()
        where T : default => DurableJson.Read<T>(_started.Input, Json);

    public override Task CallActivityAsync(TaskName name, object? input = null, TaskOptions? options = null) =>
        CallActivityAsync<Nothing>(name, input, options);

    public override Task<T> CallActivityAsync<T>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        Enter();
        ArgumentException.ThrowIfNullOrEmpty(name.Name, nameof(name));
        string? text = DurableJson.Write(input, Json);
        return options?.Retry is { } retry
            ? Attempts.RunAsync(this, retry, () => Schedule<T>(name, text, options))
            : Schedule<T>(name, text, options);
    }

    public override Task CallSubOrchestratorAsync(TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        CallSubOrchestratorAsync<Nothing>(orchestratorName, input, options);

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        Enter();
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name, nameof(orchestratorName));
        string? text = DurableJson.Write(input, Json);
        return options?.Retry is { } retry
            ? Attempts.RunAsync(this, retry, () => StartChild<TResult>(orchestratorName, text, options))
            : StartChild<TResult>(orchestratorName, text, options);
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        Enter();
        DateTime due = fireAt.Kind == DateTimeKind.Local ? fireAt.ToUniversalTime() : fireAt;
        return due - _now > _options.MaximumTimerInterval
            ? CreateTimersAsync(due, cancellationToken)
            : CreateOneTimer(due, cancellationToken);
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        Enter();
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        var wait = new OpenTask<T>(-1, eventName, isActivity: false, Json);
        if (Inbox.TryTakeKept(eventName, out string? data))
        {
            wait.Complete(data);
        }
        else
        {
            Inbox.Add(wait);
            CancelWith(wait, static (context, task) => context.Inbox.Remove(task), cancellationToken);
        }

        return wait.Task;
    }

    public override void SendEvent(string instanceId, string eventName, object? payload)
    {
        Enter();
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        Actions.Add(new OrchestratorAction
        {
            SendEvent = new SendEventAction
            {
                Instance = new OrchestrationInstance { InstanceId = instanceId },
                Name = eventName,
                Data = DurableJson.Write(payload, Json),
            },
        });
    }

    public override void SetCustomStatus(object? customStatus)
    {
        Enter();
        string? text = DurableJson.Write(customStatus, Json);
        if (text?.Length > MaximumStatusCharacters)
        {
            throw new ArgumentException(
                $"The status has {text.Length} characters; the host fails an instance whose status has more than "
                + $"{MaximumStatusCharacters}.",
                nameof(customStatus));
        }

        CustomStatus = text;
    }

    public override void ContinueAsNew(ContinueAsNewOptions options, object? newInput = null)
    {
        Enter();
        ArgumentNullException.ThrowIfNull(options);
        if (!options.PreserveUnprocessedEvents)
        {
            Inbox.Clear();
        }

        NextRound = (DurableJson.Write(newInput, Json), options.NewVersion?.Version);
    }

    public override Guid NewGuid()
    {
        Enter();
        return DeterministicGuid.Create(InstanceId, _now, _guids++);
    }

    /// <summary>16 KB of UTF-16 (functions-custom-handler.md §3.3).</summary>
    private const int MaximumStatusCharacters = 8 * 1024;

    /// <summary>Refuses calls from other threads, and ends a turn that has taken too long.</summary>
    private void Enter()
    {
        if (!_thread.IsCurrent)
        {
            throw new InvalidOperationException(
                "The orchestration context was used on another thread. An orchestrator awaits nothing but durable tasks.");
        }

        _clock.ThrowIfPast();
    }

    private Task<T> Schedule<T>(TaskName name, string? input, TaskOptions? options)
    {
        var action = new ScheduleTaskAction { Name = name.Name, Input = input };
        TaskTags.Copy(options, action.Tags);
        return Open<T>(Actions.Add(new OrchestratorAction { ScheduleTask = action }), name.Name, isActivity: true).Task;
    }

    private Task<T> StartChild<T>(TaskName name, string? input, TaskOptions? options)
    {
        var sub = options as SubOrchestrationOptions;
        var action = new CreateSubOrchestrationAction
        {
            InstanceId = sub?.InstanceId is { Length: > 0 } given ? given : $"{ExecutionId}:{Actions.NextId}",
            Name = name.Name,
            Version = sub?.Version?.Version,
            Input = input,
        };
        TaskTags.Copy(options, action.Tags);
        int id = Actions.Add(new OrchestratorAction { CreateSubOrchestration = action });
        return action.Tags.ContainsKey(TaskTags.FireAndForget)
            ? Task.FromResult<T>(default!)
            : Open<T>(id, name.Name, isActivity: false).Task;
    }

    private OpenTask<T> Open<T>(int id, string name, bool isActivity)
    {
        var task = new OpenTask<T>(id, name, isActivity, Json);
        _open.Add(id, task);
        return task;
    }

    private async Task CreateTimersAsync(DateTime due, CancellationToken cancellationToken)
    {
        while (due - _now > _options.MaximumTimerInterval)
        {
            await CreateOneTimer(_now + _options.MaximumTimerInterval, cancellationToken);
        }

        await CreateOneTimer(due, cancellationToken);
    }

    private Task CreateOneTimer(DateTime due, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        var fireAt = Timestamp.FromDateTime(DateTime.SpecifyKind(due, DateTimeKind.Utc));
        int id = Actions.Add(new OrchestratorAction { CreateTimer = new CreateTimerAction { FireAt = fireAt } });
        OpenTask<Nothing> timer = Open<Nothing>(id, "timer", isActivity: false);
        CancelWith(timer, static (context, task) => context._open.Remove(task.Id), cancellationToken);
        return timer.Task;
    }

    /// <summary>Lets a token end a wait, in step with the other continuations.</summary>
    private void CancelWith(OpenTask task, Func<TurnContext, OpenTask, bool> leave, CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
        {
            cancellationToken.Register(() =>
            {
                if (_thread.IsCurrent && leave(this, task))
                {
                    _thread.Complete(static work => work.task.Cancel(work.cancellationToken), (task, cancellationToken));
                }
            });
        }
    }
}
