using Google.Protobuf;
using Newtonsoft.Json;

namespace Pipeline.LocalHost.Invocation;

/// <summary>Values on their way to the worker and back.</summary>
internal static class WireValue
{
    private static readonly JsonSerializerSettings DatesAsText = new() { DateParseHandling = DateParseHandling.None };

    /// <summary>A value as the worker expects it.</summary>
    public static TypedData ToWire(object? value) => value switch
    {
        null => new TypedData(),
        string text => new TypedData { String = text },
        byte[] bytes => new TypedData { Bytes = ByteString.CopyFrom(bytes) },
        JObject json => new TypedData { Json = json.ToString(Formatting.None) },
        double number => new TypedData { Double = number },
        ParameterBindingData data => new TypedData
        {
            ModelBindingData = new()
            {
                Version = data.Version, Source = data.Source, ContentType = data.ContentType, Content = ByteString.CopyFrom(data.Content),
            },
        },
        _ => new TypedData { Json = JsonConvert.SerializeObject(value) },
    };

    /// <summary>What the worker gave back: text, JSON, bytes, a number; null for nothing.</summary>
    public static object? FromWire(TypedData? data) => data?.DataCase switch
    {
        null or TypedData.DataOneofCase.None => null,
        TypedData.DataOneofCase.String => data.String,
        TypedData.DataOneofCase.Json => JsonConvert.DeserializeObject(data.Json, DatesAsText),
        TypedData.DataOneofCase.Bytes => data.Bytes.ToByteArray(),
        TypedData.DataOneofCase.Int => data.Int,
        TypedData.DataOneofCase.Double => data.Double,
        _ => throw new InvalidOperationException($"Unknown RpcDataType: {data.DataCase}"),
    };

    /// <summary>The top-level properties of a JSON object, arrays left out; nothing when the text is something else.</summary>
    public static IEnumerable<KeyValuePair<string, object>> Properties(string text)
    {
        if (!text.AsSpan().TrimStart().StartsWith("{"))
        {
            return [];
        }

        try
        {
            return
            [
                .. JsonConvert.DeserializeObject<JObject>(text, DatesAsText)!.Properties()
                    .Where(property => property.Value.Type is not (JTokenType.Array or JTokenType.Null))
                    .Select(property => KeyValuePair.Create(property.Name, property.Value is JValue value ? value.Value! : property.Value)),
            ];
        }
        catch (JsonException)
        {
            // A message need not be JSON.
            return [];
        }
    }
}
