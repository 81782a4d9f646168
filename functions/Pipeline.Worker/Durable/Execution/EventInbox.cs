using Microsoft.DurableTask.Messages;

namespace Microsoft.DurableTask.Execution;

/// <summary>Events from outside and the calls that wait for them. Names compare without case.</summary>
/// <remarks>
/// Kept events are served oldest first, waits newest first, as the .NET Durable SDK does: after a time-out, the newest
/// wait is the one whose outcome the code still looks at. Source: functions-custom-handler.md §3.4 rules 6, 12.
/// </remarks>
internal sealed class EventInbox
{
    private readonly List<EventRaisedEvent> _kept = [];
    private readonly List<OpenTask> _waits = [];

    /// <summary>True while a call waits.</summary>
    public bool HasWaits => _waits.Count > 0;

    /// <summary>Hands an event to the newest wait for its name.</summary>
    /// <returns>The wait to complete; null when the event was kept.</returns>
    public OpenTask? Take(EventRaisedEvent raised)
    {
        for (int i = _waits.Count - 1; i >= 0; i--)
        {
            if (IsNamed(raised, _waits[i].Name))
            {
                OpenTask wait = _waits[i];
                _waits.RemoveAt(i);
                return wait;
            }
        }

        _kept.Add(raised);
        return null;
    }

    /// <summary>Keeps an event for the next round, whoever waits for it.</summary>
    public void Keep(EventRaisedEvent raised) => _kept.Add(raised);

    /// <summary>Takes the oldest kept event of a name.</summary>
    public bool TryTakeKept(string name, out string? data)
    {
        int index = _kept.FindIndex(raised => IsNamed(raised, name));
        data = index < 0 ? null : _kept[index].Input;
        if (index >= 0)
        {
            _kept.RemoveAt(index);
        }

        return index >= 0;
    }

    /// <summary>Puts a wait in line.</summary>
    public void Add(OpenTask wait) => _waits.Add(wait);

    /// <summary>Takes a cancelled wait out of the line, so that it swallows no event.</summary>
    /// <returns>False when it is not in line any more.</returns>
    public bool Remove(OpenTask wait) => _waits.Remove(wait);

    /// <summary>Forgets what has been kept so far.</summary>
    public void Clear() => _kept.Clear();

    /// <summary>Hands the kept events on, in order of arrival.</summary>
    public IEnumerable<HistoryEvent> Carry() =>
        _kept.Select(raised => new HistoryEvent { EventId = -1, EventRaised = raised.Clone() });

    private static bool IsNamed(EventRaisedEvent raised, string name) =>
        string.Equals(raised.Name, name, StringComparison.OrdinalIgnoreCase);
}
