namespace Pipeline.Core.Notifications;

/// <summary>A request to handle messages.</summary>
/// <param name="Ids">Ids of 1 to 100 messages.</param>
/// <param name="Again">Also those that were handled before: a replay, or an order that has learnt its numbers.</param>
public sealed record NotificationRequest(IReadOnlyList<string> Ids, bool Again = false)
{
    /// <summary>Most ids of one request.</summary>
    public const int IdLimit = 100;
}
