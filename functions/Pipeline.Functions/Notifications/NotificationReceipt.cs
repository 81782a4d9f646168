using Pipeline.Core.Notifications;

namespace Pipeline.Functions.Notifications;

/// <summary>The answer to a push in bare XML.</summary>
/// <param name="Id">Our id of the message.</param>
/// <param name="Sha256">SHA-256 of the body as received, in lower-case hexadecimal digits.</param>
/// <param name="ReceivedAt">When it had arrived whole.</param>
public sealed record NotificationReceipt(string Id, string Sha256, DateTimeOffset ReceivedAt)
{
    internal static NotificationReceipt Of(Notification notification) =>
        new(notification.Id, notification.Sha256, notification.ReceivedAt);
}
