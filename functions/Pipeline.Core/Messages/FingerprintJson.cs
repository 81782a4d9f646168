using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pipeline.Core.Messages;

/// <summary>Messages as JSON for fingerprints: as <see cref="OrderMessageJson"/>, but equal numbers are written alike, <c>22</c> and <c>22.0000</c> as <c>22.00</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(EvenDecimalConverter)])]
[JsonSerializable(typeof(OrderMessage))]
internal sealed partial class FingerprintJson : JsonSerializerContext;

/// <summary>Writes a number with as many decimals as it needs, and two at least.</summary>
internal sealed class EvenDecimalConverter : JsonConverter<decimal>
{
    /// <inheritdoc/>
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDecimal();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
        writer.WriteRawValue((value == 0 ? 0m : value).ToString("0.00##########################", CultureInfo.InvariantCulture));
}
