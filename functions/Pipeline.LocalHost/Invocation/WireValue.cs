using System.Text;
using Google.Protobuf;
using Microsoft.Azure.WebJobs;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Rpc.Messages;

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
        ParameterBindingData reference => new TypedData { ModelBindingData = Reference(reference) },
        ParameterBindingData[] references => Many(references),
        string[] texts => new TypedData { CollectionString = new() { String = { texts } } },
        _ => new TypedData { Json = JsonConvert.SerializeObject(value) },
    };

    /// <summary>What the worker gave back: text, JSON, bytes, a number; null for nothing.</summary>
    public static object? FromWire(TypedData? data) => data?.DataCase switch
    {
        null or TypedData.DataOneofCase.None => null,
        TypedData.DataOneofCase.String => data.String,
        TypedData.DataOneofCase.Json => JsonConvert.DeserializeObject(data.Json, DatesAsText),
        TypedData.DataOneofCase.Bytes => data.Bytes.ToByteArray(),
        TypedData.DataOneofCase.Stream => data.Stream.ToByteArray(),
        TypedData.DataOneofCase.Int => data.Int,
        TypedData.DataOneofCase.Double => data.Double,
        _ => throw new InvalidOperationException($"Unknown RpcDataType: {data.DataCase}"),
    };

    /// <summary>A stream's whole content: bytes where the binding asks for them, else text.</summary>
    public static async Task<object> ReadAsync(Stream stream, bool asBytes)
    {
        using MemoryStream content = new();
        await stream.CopyToAsync(content);
        return asBytes ? content.ToArray() : Encoding.UTF8.GetString(content.GetBuffer(), 0, (int)content.Length);
    }

    /// <summary>The top-level properties of a JSON object, arrays left out; nothing when the text is something else.</summary>
    public static IEnumerable<KeyValuePair<string, object>> Properties(string text)
    {
        if (!text.AsSpan().TrimStart().StartsWith("{"))
        {
            return [];
        }

        try
        {
            using JsonTextReader reader = new(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
            return
            [
                .. JObject.Load(reader).Properties()
                    .Where(property => property.Value.Type is not (JTokenType.Array or JTokenType.Null))
                    .Select(property => new KeyValuePair<string, object>(
                        property.Name, property.Value is JObject json ? json : ((JValue)property.Value).Value!)),
            ];
        }
        catch (JsonException)
        {
            // A message need not be JSON.
            return [];
        }
    }

    private static TypedData Many(ParameterBindingData[] references) =>
        new() { CollectionModelBindingData = new() { ModelBindingData = { references.Select(Reference) } } };

    private static ModelBindingData Reference(ParameterBindingData data) => new()
    {
        Version = data.Version,
        Source = data.Source,
        ContentType = data.ContentType,
        Content = ByteString.CopyFrom(data.Content),
    };
}
