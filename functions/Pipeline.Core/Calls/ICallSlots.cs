namespace Pipeline.Core.Calls;

/// <summary>Keeps the calls of one kind as far apart as a partner wants them, whichever instance of the app makes them.</summary>
public interface ICallSlots
{
    /// <summary>Takes the next moment at which a call may begin, if that is soon enough. A moment that is taken is used up, also by a call that fails.</summary>
    /// <param name="key">What is limited: the store or account, a slash, the operation.</param>
    /// <param name="interval">Shortest time between two calls; zero, of a call that belongs to the one before, looks only whether a pause was asked for.</param>
    /// <param name="patience">Longest wait until the call begins.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    Task<CallSlot> TakeAsync(string key, TimeSpan interval, TimeSpan patience, CancellationToken cancellationToken);

    /// <summary>Lets no call of a kind begin before a time; an earlier one than is known already changes nothing. May be repeated.</summary>
    Task PostponeAsync(string key, DateTimeOffset until, CancellationToken cancellationToken);
}

/// <summary>When a call may begin.</summary>
/// <param name="At">The time.</param>
/// <param name="IsTaken">Whether it is ours; false when it is too late for the caller's patience.</param>
public sealed record CallSlot(DateTimeOffset At, bool IsTaken);
