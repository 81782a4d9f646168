namespace Pipeline.Core.Notifications.Handling;

/// <summary>Asks for messages to be handled.</summary>
public interface IMessageQueue
{
    /// <summary>Sends one request; handling the same message twice changes nothing.</summary>
    Task SendAsync(MessageRequest request, CancellationToken cancellationToken);

    /// <summary>Whether no request waits; one that is at work, or was when the host died, does not wait.</summary>
    Task<bool> IsEmptyAsync(CancellationToken cancellationToken);
}

/// <summary>A request to handle messages.</summary>
/// <param name="Ids">Ids of 1 to 100 messages.</param>
/// <param name="Again">Also those that were handled before: a replay, or an order that has learnt its numbers.</param>
public sealed record MessageRequest(IReadOnlyList<string> Ids, bool Again = false)
{
    /// <summary>Most ids of one request.</summary>
    public const int IdLimit = 100;

    /// <summary>Trace context of each message, in the order of the ids, null where it has none; null without tracing.</summary>
    public IReadOnlyList<string?>? Traces { get; init; }

    /// <summary>Trace context of the message at a place, or null.</summary>
    public string? TraceAt(int place) => place < Traces?.Count ? Traces[place] : null;
}
