using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pipeline.Core.Messages;

/// <summary>Messages as JSON, for storage and fingerprints: camelCase, enumerations as words, absent values left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OrderMessage))]
public sealed partial class OrderMessageJson : JsonSerializerContext
{
    /// <summary>Writes a message; <see cref="Read"/> gives it back.</summary>
    public static byte[] Write(OrderMessage message) => JsonSerializer.SerializeToUtf8Bytes(message, Default.OrderMessage);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">The bytes are not such a message.</exception>
    public static OrderMessage Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, Default.OrderMessage) ?? throw new JsonException("The message is null.");
}
