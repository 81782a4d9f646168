using System.Text.Json.Serialization;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Notifications.Inbox;

namespace Pipeline.Storage.Notifications;

/// <summary>How pushed messages are spelled in tables and queues.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(CamelCaseEnum<MessageState>)])]
[JsonSerializable(typeof(PushedMessage))]
[JsonSerializable(typeof(MessageRequest))]
[JsonSerializable(typeof(ParkedMessage))]
internal sealed partial class MessageJson : JsonSerializerContext;
