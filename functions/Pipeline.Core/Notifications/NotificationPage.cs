namespace Pipeline.Core.Notifications;

/// <summary>A page of messages, latest first.</summary>
/// <param name="Items">The messages.</param>
/// <param name="Cursor">Where the next page begins, or null at the end.</param>
public sealed record NotificationPage(IReadOnlyList<Notification> Items, string? Cursor);
