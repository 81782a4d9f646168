using System.Text.Json.Serialization;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Notifications.Inbox;

namespace Pipeline.Storage.Notifications;

/// <summary>How pushed messages are spelled in tables and queues.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(CamelCaseEnum<NotificationState>)])]
[JsonSerializable(typeof(Notification))]
[JsonSerializable(typeof(NotificationRequest))]
[JsonSerializable(typeof(ParkedNotification))]
internal sealed partial class NotificationJson : JsonSerializerContext;
