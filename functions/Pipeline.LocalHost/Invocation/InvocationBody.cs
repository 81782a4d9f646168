using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Pipeline.LocalHost.Invocation;

/// <summary>Writes the body of an invocation: <c>{"Data":{...},"Metadata":{...}}</c> (§1.2 to §1.5).</summary>
internal static class InvocationBody
{
    /// <summary>The body as UTF-8.</summary>
    public static byte[] Write(FunctionCall call, DateTimeOffset now) =>
        Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(Build(call, now)));

    /// <summary>The body as a JSON object.</summary>
    public static JObject Build(FunctionCall call, DateTimeOffset now)
    {
        JObject data = new() { [call.Function.Trigger.Name] = WireValue.Write(call.TriggerValue) };
        foreach ((string name, object? value) in call.OtherInputs)
        {
            data[name] = WireValue.Write(value);
        }

        JObject metadata = [];
        foreach ((string name, object? value) in BindingData(call, now))
        {
            if (value is not null && !name.EndsWith("trigger", StringComparison.OrdinalIgnoreCase))
            {
                metadata[name] = WireValue.Write(value);
            }
        }

        return new JObject { ["Data"] = data, ["Metadata"] = metadata };
    }

    private static Dictionary<string, object?> BindingData(FunctionCall call, DateTimeOffset now)
    {
        Dictionary<string, object?> bindingData = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, object? value) in call.BindingData)
        {
            bindingData[name] = value;
        }

        bindingData["sys"] = new JObject
        {
            ["MethodName"] = call.Function.Name,
            ["UtcNow"] = now.UtcDateTime,
            ["RandGuid"] = Guid.NewGuid().ToString(),
        };
        BindingDataMerge.Apply(call.TriggerValue as string, bindingData);
        return bindingData;
    }
}
