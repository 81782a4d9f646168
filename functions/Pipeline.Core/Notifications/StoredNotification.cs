namespace Pipeline.Core.Notifications;

/// <summary>A pushed message with its body.</summary>
/// <param name="Notification">The message.</param>
/// <param name="Body">The body as received; null when it is not there any more.</param>
public sealed record StoredNotification(Notification Notification, byte[]? Body);
