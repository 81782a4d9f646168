using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pipeline.Simulators.IngramMicro.Services;

/// <summary>JSON of the control API: camel case, enumerations in kebab case, addresses as text.</summary>
internal static class ServicesJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower), new AddressConverter() },
    };

    private sealed class AddressConverter : JsonConverter<IPAddress>
    {
        public override IPAddress Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            IPAddress.TryParse(reader.GetString(), out IPAddress? address) ? address : throw new JsonException("An IP address is expected.");

        public override void Write(Utf8JsonWriter writer, IPAddress value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
