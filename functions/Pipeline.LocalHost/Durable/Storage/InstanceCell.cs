using Azure;
using Pipeline.LocalHost.Durable.Messages;

namespace Pipeline.LocalHost.Durable.Storage;

/// <summary>One instance in memory: the only way to its blob. Changes run one after the other and share writes.</summary>
/// <remarks>
/// A change is done when it is in storage. Changes that come while a write is under way wait and are written together.
/// When a write fails all of its changes fail, and the next one reads the blob again: whether it happened or not, the
/// blob is the truth.
/// </remarks>
internal sealed class InstanceCell(InstanceStore store, string instanceId, InstanceSummary? summary)
{
    private readonly Lock _lock = new();
    private List<Change> _waiting = [];
    private bool _isWriting;
    private InstanceState? _state;
    private ETag? _version;
    private bool _isLoaded;

    public string InstanceId => instanceId;

    /// <summary>As of the last write; null when there is no such instance.</summary>
    public InstanceSummary? Summary { get; private set; } = summary;

    /// <summary>Lets at most one turn run.</summary>
    public WorkGate Turns { get; } = new();

    /// <summary>Lets at most one delivery of the outbox run.</summary>
    public WorkGate Deliveries { get; } = new();

    /// <summary>Turns that were given up since the last one that was recorded.</summary>
    public int AbandonedTurns { get; set; }

    /// <summary>Looks at the instance, perhaps changes it, and returns when that is in storage.</summary>
    /// <param name="work">Runs alone; must not wait or throw.</param>
    /// <exception cref="RequestFailedException">Storage refused or did not answer.</exception>
    public async Task<T> AskAsync<T>(Func<Draft, T> work)
    {
        T answer = default!;
        Change change = new(draft => answer = work(draft));
        bool isFirst;
        lock (_lock)
        {
            _waiting.Add(change);
            isFirst = !_isWriting;
            _isWriting = true;
        }

        if (isFirst)
        {
            _ = Task.Run(WriteAllAsync);
        }

        await change.Done.Task;
        return answer;
    }

    private async Task WriteAllAsync()
    {
        while (true)
        {
            List<Change> changes;
            lock (_lock)
            {
                if (_waiting.Count == 0)
                {
                    _isWriting = false;
                    return;
                }

                (changes, _waiting) = (_waiting, []);
            }

            try
            {
                await WriteAsync(changes);
                changes.ForEach(change => change.Done.SetResult());
            }
            catch (Exception error)
            {
                Forget();
                changes.ForEach(change => change.Done.SetException(error));
            }
        }
    }

    private async Task WriteAsync(List<Change> changes)
    {
        if (!_isLoaded)
        {
            StoredInstance? stored = await store.ReadAsync(instanceId);
            (_state, _version, _isLoaded) = (stored?.State, stored?.ETag, true);
        }

        Draft draft = new(_state);
        changes.ForEach(change => change.Apply(draft));
        if (draft.IsChanged)
        {
            _state = draft.State;
            if (_state is not null)
            {
                _version = await store.WriteAsync(_state, _version);
            }
            else if (_version is { } version)
            {
                await store.DeleteAsync(instanceId, version);
                _version = null;
            }
        }

        Summary = _state is null ? null : InstanceSummary.Of(_state);
        if (Summary is { HasWork: false })
        {
            Forget();
        }
    }

    private void Forget() => (_state, _version, _isLoaded) = (null, null, false);

    private sealed record Change(Action<Draft> Apply)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
