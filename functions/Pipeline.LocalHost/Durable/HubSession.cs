using System.Collections.Concurrent;
using Pipeline.LocalHost.Durable.Activities;
using Pipeline.LocalHost.Durable.Messages;
using Pipeline.LocalHost.Durable.Storage;
using Pipeline.LocalHost.Durable.Turns;
using Pipeline.LocalHost.Faults;
using Pipeline.LocalHost.Hosting;

namespace Pipeline.LocalHost.Durable;

/// <summary>The work on a task hub while its lease is ours.</summary>
/// <remarks>
/// Everything that is to be done can be read from the states of the instances. So a session begins with reading those
/// that are not finished: turns whose messages were not taken, activities without a result, timers and undelivered
/// messages go on where a killed host left them.
/// </remarks>
internal sealed partial class HubSession
{
    private const int Deliverers = 16;
    private const int ParallelReads = 8;
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LateBy = TimeSpan.FromSeconds(2);

    private readonly InstanceStore _store;
    private readonly OrchestratorCall _orchestrators;
    private readonly ActivityCall _activityCall;
    private readonly HostFaults _faults;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly DurableLog _log;
    private readonly ConcurrentDictionary<string, InstanceCell> _cells = new(StringComparer.Ordinal);
    private readonly AlarmClock _clock;
    private readonly WorkQueue<InstanceCell> _turns;
    private readonly WorkQueue<ActivityTicket> _activities;
    private readonly WorkQueue<InstanceCell> _deliveries;

    public HubSession(
        InstanceStore store, DurableTaskSettings settings, OrchestratorCall orchestrators, ActivityCall activityCall,
        HostFaults faults, TimeProvider time, ILogger logger)
    {
        (_store, _orchestrators, _activityCall, _faults, _time, _logger) = (store, orchestrators, activityCall, faults, time, logger);
        _log = new DurableLog(logger, settings.HubName);
        _clock = new AlarmClock(time);
        _turns = new WorkQueue<InstanceCell>(settings.OrchestratorLimit, TurnAsync);
        _activities = new WorkQueue<ActivityTicket>(settings.ActivityLimit, ActivityAsync);
        _deliveries = new WorkQueue<InstanceCell>(Deliverers, DeliverAsync);
    }

    /// <summary>The instances that exist, in no order.</summary>
    public IEnumerable<InstanceCell> Instances => _cells.Values.Where(cell => cell.Summary is not null);

    /// <summary>The instance of that id; it need not exist.</summary>
    public InstanceCell Instance(string instanceId) =>
        _cells.GetOrAdd(instanceId, id => new InstanceCell(_store, id, summary: null));

    /// <summary>Reads what is in storage and takes up what is not finished.</summary>
    public async Task RecoverAsync(CancellationToken cancellationToken)
    {
        await foreach ((string id, InstanceSummary summary) in _store.ListAsync(cancellationToken))
        {
            _cells[id] = new InstanceCell(_store, id, summary);
        }

        await Parallel.ForEachAsync(
            _cells.Values.Where(cell => cell.Summary!.HasWork),
            new ParallelOptions { MaxDegreeOfParallelism = ParallelReads, CancellationToken = cancellationToken },
            async (cell, _) => await ResumeAsync(cell));
    }

    /// <summary>Works until the host stops.</summary>
    public Task RunAsync(ListenerStop stop) => Task.WhenAll(
        _turns.RunAsync(stop), _activities.RunAsync(stop), _deliveries.RunAsync(stop), _clock.RunAsync(stop));

    /// <summary>Gives a message to an instance and lets it run.</summary>
    /// <returns>Whether the instance took it.</returns>
    public async Task<bool> PostAsync(InstanceCell cell, HubMessage message)
    {
        bool isTaken = await cell.AskAsync(draft => Inbox.Take(draft, message));
        if (isTaken)
        {
            _log.Scheduled(cell.InstanceId, message.Event);
            AskForTurn(cell);
        }

        return isTaken;
    }

    /// <summary>Says that an instance was started.</summary>
    public void HasStarted(InstanceCell cell, HistoryEvent start)
    {
        _log.Scheduled(cell.InstanceId, start);
        AskForTurn(cell);
    }

    /// <summary>Says that messages wait for the instance.</summary>
    public void AskForTurn(InstanceCell cell)
    {
        if (cell.Turns.Ask())
        {
            _turns.Add(cell);
        }
    }

    private async Task ResumeAsync(InstanceCell cell)
    {
        InstanceState? state = await cell.AskAsync(draft => draft.State?.Clone());
        if (state is null)
        {
            return;
        }

        if (state.Inbox.Count > 0)
        {
            AskForTurn(cell);
        }

        Begin(cell, state.Activities, state.Timers, state.ExecutionId);
        AskForDelivery(cell);
    }

    private void Begin(
        InstanceCell cell, IEnumerable<PendingActivity> activities, IEnumerable<PendingTimer> timers, string executionId)
    {
        foreach (PendingActivity activity in activities)
        {
            _activities.Add(new ActivityTicket(cell, activity));
        }

        foreach (PendingTimer timer in timers)
        {
            _clock.Set(timer.FireAt.ToDateTimeOffset(), () => FireAsync(cell, executionId, timer));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(92, LogLevel.Error, "{InstanceId}: {Work} could not be recorded and is repeated: {Reason}")]
        public static partial void NotRecorded(ILogger logger, string instanceId, string work, string reason);

        [LoggerMessage(93, LogLevel.Warning, "{InstanceId}: the turn of '{Name}' is repeated later: {Reason}")]
        public static partial void Abandoned(ILogger logger, string instanceId, string name, string reason);

        [LoggerMessage(94, LogLevel.Warning, "{InstanceId}: a message for '{Target}' was dropped: no such instance, or it has ended")]
        public static partial void Dropped(ILogger logger, string instanceId, string target);
    }
}
