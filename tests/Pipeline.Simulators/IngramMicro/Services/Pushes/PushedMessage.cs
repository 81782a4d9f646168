namespace Pipeline.Simulators.IngramMicro.Services.Pushes;

/// <summary>A message on its way; its record is replaced as it goes.</summary>
internal sealed class PushedMessage(PushRecord first)
{
    private readonly Lock gate = new();
    private PushRecord record = first;

    public PushRecord Record
    {
        get
        {
            lock (gate)
            {
                return record;
            }
        }
    }

    public void Note(PushAttempt attempt, PushState state) =>
        Change(record => record with { Attempts = [.. record.Attempts, attempt], State = state });

    /// <summary>Sets the state; what was delivered once stays delivered.</summary>
    public void Note(PushState state) => Change(record => record with { State = state });

    private void Change(Func<PushRecord, PushRecord> change)
    {
        lock (gate)
        {
            PushState before = record.State;
            record = change(record);
            record = before == PushState.Delivered ? record with { State = before } : record;
        }
    }
}
