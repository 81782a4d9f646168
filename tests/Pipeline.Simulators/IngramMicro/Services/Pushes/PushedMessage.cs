namespace Pipeline.Simulators.IngramMicro.Services.Pushes;

/// <summary>A message on its way; its record is replaced as it goes.</summary>
internal sealed class PushedMessage(PushRecord first)
{
    private readonly Lock _gate = new();
    private PushRecord _record = first;

    public PushRecord Record
    {
        get
        {
            lock (_gate)
            {
                return _record;
            }
        }
    }

    public void Note(PushAttempt attempt, PushState state) =>
        Change(record => record with { Attempts = [.. record.Attempts, attempt], State = state });

    /// <summary>Sets the state; what was delivered once stays delivered.</summary>
    public void Note(PushState state) => Change(record => record with { State = state });

    private void Change(Func<PushRecord, PushRecord> change)
    {
        lock (_gate)
        {
            PushState before = _record.State;
            _record = change(_record);
            _record = before == PushState.Delivered ? _record with { State = before } : _record;
        }
    }
}
