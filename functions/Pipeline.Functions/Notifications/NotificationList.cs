namespace Pipeline.Functions.Notifications;

/// <summary>A page of pushed messages.</summary>
/// <param name="Items">The messages, latest first.</param>
/// <param name="Cursor">For the next page, or null.</param>
public sealed record NotificationList(IReadOnlyList<NotificationView> Items, string? Cursor);
