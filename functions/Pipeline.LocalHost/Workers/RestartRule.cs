namespace Pipeline.LocalHost.Workers;

/// <summary>How often and how fast the Functions host starts a worker again that died.</summary>
/// <remarks>
/// The first time at once; whoever comes within ten seconds of the last restart waits until they are over; the third death
/// ends the host. Deaths are forgotten when thirty minutes lie between two of them.
/// </remarks>
internal sealed class RestartRule(TimeProvider clock)
{
    private const int MostDeaths = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(30);

    private int deaths;
    private DateTimeOffset lastDeath = DateTimeOffset.MinValue;
    private DateTimeOffset lastRestart = DateTimeOffset.MinValue;

    /// <summary>Counts a death; false when the host must end.</summary>
    public bool CountDeath()
    {
        DateTimeOffset now = clock.GetUtcNow();
        deaths = now - lastDeath > Memory ? 1 : deaths + 1;
        lastDeath = now;
        return deaths < MostDeaths;
    }

    /// <summary>How long the next restart has to wait.</summary>
    public TimeSpan Wait() =>
        lastRestart - clock.GetUtcNow() + Pause is { Ticks: > 0 } wait ? wait : TimeSpan.Zero;

    public void Restarted() => lastRestart = clock.GetUtcNow();
}
