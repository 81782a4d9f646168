namespace Pipeline.Core.Notifications;

/// <summary>A message that waits for its order.</summary>
/// <param name="Id">Id of the message.</param>
/// <param name="Distributor">Who pushed it.</param>
/// <param name="Numbers">Order numbers it may be joined by.</param>
public sealed record ParkedNotification(string Id, string Distributor, IReadOnlyList<string> Numbers)
{
    /// <summary>When it had arrived whole, UTC; if that is long ago, a person should look.</summary>
    public DateTimeOffset ReceivedAt { get; init; }
}
