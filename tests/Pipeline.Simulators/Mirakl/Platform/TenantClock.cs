namespace Pipeline.Simulators.Mirakl.Platform;

/// <summary>The tenant's time: that of another clock, which may be put forward and made faster. Safe for several threads.</summary>
/// <param name="clock">The clock that it follows.</param>
public sealed class TenantClock(TimeProvider clock) : TimeProvider
{
    private readonly Lock gate = new();
    private DateTimeOffset seenOrigin = clock.GetUtcNow();
    private DateTimeOffset origin = clock.GetUtcNow();
    private double speed = 1;

    /// <summary>Tenant's seconds in one second of the other clock. Default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not above 0.</exception>
    public double Speed
    {
        get => speed;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            lock (gate)
            {
                Rebase(TimeSpan.Zero);
                speed = value;
            }
        }
    }

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return Now;
        }
    }

    /// <summary>Puts the tenant's time forward; what falls due meanwhile happens at its own time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below zero.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        lock (gate)
        {
            Rebase(by);
        }
    }

    private DateTimeOffset Now => origin + ((clock.GetUtcNow() - seenOrigin) * speed);

    private void Rebase(TimeSpan by)
    {
        origin = Now + by;
        seenOrigin = clock.GetUtcNow();
    }
}
