using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Pipeline.LocalHost.Invocation;

/// <summary>Writes one value of <c>Data</c> or <c>Metadata</c> as the real host does.</summary>
/// <remarks>
/// Source: functions-custom-handler.md §1.4. Objects are nested as they are, bytes become base64 once, points in
/// time lose their fractions, and everything else becomes JSON text inside a JSON string.
/// </remarks>
internal static class WireValue
{
    /// <summary>The JSON for a value.</summary>
    public static JToken Write(object? value) => value switch
    {
        null => "null",
        byte[] bytes => Convert.ToBase64String(bytes),
        Stream stream => JsonConvert.SerializeObject(ReadText(stream)),
        string text => JsonConvert.SerializeObject(text),
        DateTimeOffset instant => instant.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ssK", CultureInfo.InvariantCulture),
        JObject nested => nested,
        JToken token => JsonConvert.SerializeObject(token),
        _ => WriteObject(value),
    };

    private static JToken WriteObject(object value)
    {
        JToken token = JToken.FromObject(value);
        return token is JObject ? token : JsonConvert.SerializeObject(value);
    }

    private static string ReadText(Stream stream)
    {
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
