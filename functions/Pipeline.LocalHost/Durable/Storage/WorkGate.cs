namespace Pipeline.LocalHost.Durable.Storage;

/// <summary>Lets one piece of work run at a time, and once more when it was asked for meanwhile.</summary>
internal sealed class WorkGate
{
    private readonly Lock _lock = new();
    private bool _isQueued;
    private bool _isRunning;

    /// <summary>Asks for the work; true when the caller must put it into the queue.</summary>
    public bool Ask()
    {
        lock (_lock)
        {
            bool isNew = !_isQueued && !_isRunning;
            _isQueued = true;
            return isNew;
        }
    }

    /// <summary>The work begins: whoever asks from now on asks for another run.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            (_isQueued, _isRunning) = (false, true);
        }
    }

    /// <summary>The work has ended; true when it must be put into the queue again.</summary>
    public bool End()
    {
        lock (_lock)
        {
            _isRunning = false;
            return _isQueued;
        }
    }
}
