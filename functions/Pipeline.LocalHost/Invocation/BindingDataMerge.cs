using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Pipeline.LocalHost.Invocation;

/// <summary>Copies the properties of a JSON message into binding data (functions-custom-handler.md §1.3).</summary>
internal static class BindingDataMerge
{
    /// <summary>Copies the top-level properties that are neither arrays nor null; they replace entries of the same name.</summary>
    /// <remarks>Scalars become culture-neutral text first: <c>true</c> becomes <c>True</c>. Text that is no JSON object changes nothing.</remarks>
    public static void Apply(string? text, IDictionary<string, object?> bindingData)
    {
        if (string.IsNullOrEmpty(text) || !LooksLikeJson(text.AsSpan().Trim()) || Parse(text) is not { } message)
        {
            return;
        }

        foreach (JProperty property in message.Properties())
        {
            object? value = property.Value.Type switch
            {
                JTokenType.Array => null,
                JTokenType.Object => (object)property.Value,
                _ => (string?)property.Value,
            };
            if (value is not null)
            {
                bindingData[property.Name] = value;
            }
        }
    }

    private static bool LooksLikeJson(ReadOnlySpan<char> text) =>
        text is ['{', .., '}'] or ['[', .., ']'];

    private static JObject? Parse(string text)
    {
        try
        {
            return JObject.Parse(text);
        }
        catch (JsonException)
        {
            // A message need not be JSON; the real host tries in the same way.
            return null;
        }
    }
}
