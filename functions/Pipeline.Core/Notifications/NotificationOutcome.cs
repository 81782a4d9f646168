namespace Pipeline.Core.Notifications;

/// <summary>What merging came to.</summary>
/// <param name="UnknownNumbers">Order numbers that no order has; when there are any, the message is parked.</param>
public sealed record NotificationOutcome(IReadOnlyList<string> UnknownNumbers)
{
    /// <summary>All of it is merged.</summary>
    public static NotificationOutcome Merged { get; } = new([]);
}
