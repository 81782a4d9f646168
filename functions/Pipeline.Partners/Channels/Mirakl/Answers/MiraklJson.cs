using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pipeline.Partners.Channels.Mirakl.Answers;

/// <summary>How the service's JSON is read and written: words of enumerations stay words, what is unknown is passed over, null is as good as absent.</summary>
internal static class MiraklJson
{
    /// <summary>For answers and for bodies.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new ScalarText() },
    };

    // Ids are numbers in one operation and texts in the next; values of custom fields are anything.
    private sealed class ScalarText : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using JsonDocument value = JsonDocument.ParseValue(ref reader);
            return Text(value.RootElement);
        }

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

        private static string? Text(JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Null => null,
            JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(Text)),
            _ => value.GetRawText(),
        };
    }
}
