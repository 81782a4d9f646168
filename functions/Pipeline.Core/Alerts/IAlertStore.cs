namespace Pipeline.Core.Alerts;

/// <summary>Remembers what people were told, and what they are about to be told.</summary>
public interface IAlertStore
{
    /// <summary>The state; a fresh one when there is none.</summary>
    Task<AlertState> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Reads the state, applies a change, and writes it under its ETag; starts over on a conflict. The same instance writes nothing.</summary>
    /// <returns>The state that stands afterwards.</returns>
    Task<AlertState> UpdateAsync(Func<AlertState, AlertState> change, CancellationToken cancellationToken);
}

/// <summary>What people were told, and what they are about to be told.</summary>
public sealed record AlertState
{
    /// <summary>When they were last told, UTC, or null.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>The digest that is being sent, or null.</summary>
    public AlertIntent? Intent { get; init; }
}

/// <summary>A digest that is being sent.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">When it was begun, UTC.</param>
/// <param name="Groups">Ids of the groups in it.</param>
public sealed record AlertIntent(string Id, DateTimeOffset At, IReadOnlyList<string> Groups)
{
    /// <summary>What is known of each channel, by its name.</summary>
    public IReadOnlyDictionary<string, AlertDelivery> Deliveries { get; init; } = new Dictionary<string, AlertDelivery>();

    /// <summary>What is known of a channel.</summary>
    public AlertDelivery Of(string channel) => Deliveries.GetValueOrDefault(channel) ?? new AlertDelivery();

    /// <summary>The intent with what is known of a channel now.</summary>
    public AlertIntent With(string channel, AlertDelivery delivery) => this with
    {
        Deliveries = new Dictionary<string, AlertDelivery>(Deliveries, StringComparer.Ordinal) { [channel] = delivery },
    };
}

/// <summary>How far a digest has come on one channel.</summary>
public sealed record AlertDelivery
{
    /// <summary>Sends that began and of which no outcome is known.</summary>
    public int Begun { get; init; }

    /// <summary>Sends that failed.</summary>
    public int Failures { get; init; }

    /// <summary>Not to be tried before, UTC, or null.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Whether it has arrived, or is taken to have.</summary>
    public bool IsDone { get; init; }
}
