using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Pipeline.LocalHost.Durable;

/// <summary>Reads JSON as the extension does: points in time stay text, fractions become double.</summary>
internal static class JsonText
{
    /// <summary>Reads a payload; text that is no JSON becomes a JSON string, null stays null.</summary>
    public static JToken? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        return TryParse(text, out JToken? token) ? token : new JValue(text);
    }

    /// <summary>Reads text that must be one JSON value.</summary>
    public static bool TryParse(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out JToken? token)
    {
        token = null;
        try
        {
            using JsonTextReader reader = new(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
            JToken read = JToken.ReadFrom(reader);
            if (reader.Read())
            {
                return false;
            }

            token = read;
            return true;
        }
        catch (JsonException)
        {
            // The caller says what that means.
            return false;
        }
    }
}
