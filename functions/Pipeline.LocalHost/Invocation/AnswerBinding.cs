using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Configuration;

namespace Pipeline.LocalHost.Invocation;

/// <summary>Hands the members of an answer to the function's outputs (functions-custom-handler.md §1.6).</summary>
internal static class AnswerBinding
{
    private const string ReturnName = "$return";

    /// <summary>Binds an answer.</summary>
    /// <exception cref="InvalidOperationException">The http output is neither an object nor JSON text of one.</exception>
    public static InvocationResult Bind(HandlerAnswer answer, FunctionDefinition function)
    {
        Dictionary<string, object> outputs = new(StringComparer.Ordinal);
        object? returnValue = answer.ReturnValue;
        foreach (BindingDefinition output in function.Outputs)
        {
            object? value;
            if (output.Name == ReturnName)
            {
                value = returnValue = Guess(returnValue, output);
            }
            else if (output.Is("http"))
            {
                value = HttpOutput(answer, output);
            }
            else
            {
                value = Output(answer, output);
            }

            if (value is not null)
            {
                outputs[output.Name] = value;
            }
        }

        AddMembersOfReturnValue(returnValue, function, outputs);
        return new InvocationResult(returnValue, outputs, Lines(answer.Logs));
    }

    private static object? Output(HandlerAnswer answer, BindingDefinition output) =>
        answer.Outputs is { } values && values.TryGetValue(output.Name, out object? value)
            ? Guess(value, output)
            : null;

    /// <summary>Text that happens to be base64 becomes bytes, unless the binding asks for bytes already.</summary>
    private static object? Guess(object? value, BindingDefinition output)
    {
        if (value is not string text || output.IsBinary)
        {
            return value;
        }

        byte[] buffer = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(text, buffer, out int length) ? buffer[..length] : value;
    }

    private static JObject? HttpOutput(HandlerAnswer answer, BindingDefinition output)
    {
        if (answer.Outputs is not { Count: > 0 } values)
        {
            return null;
        }

        if (!values.TryGetValue(output.Name, out object? value))
        {
            return new JObject();
        }

        try
        {
            HttpOutputValue? response = value switch
            {
                JObject members => members.ToObject<HttpOutputValue>(),
                string text => JsonConvert.DeserializeObject<HttpOutputValue>(text),
                _ => null,
            };
            return JObject.FromObject(response ?? throw new JsonSerializationException("no object"));
        }
        catch (JsonException error)
        {
            throw new InvalidOperationException(
                "Failed while trying to Deserialize to httpOutputBindingResponse. Output is not in expected format",
                error);
        }
    }

    private static void AddMembersOfReturnValue(
        object? returnValue, FunctionDefinition function, Dictionary<string, object> outputs)
    {
        if (returnValue is not JObject members || function.Outputs.Any(output => output.Name == ReturnName))
        {
            return;
        }

        foreach (BindingDefinition output in function.Outputs)
        {
            object? value = members[output.Name] is JValue scalar ? scalar.Value : members[output.Name];
            if (value is not null)
            {
                outputs.TryAdd(output.Name, value);
            }
        }
    }

    private static IReadOnlyList<string> Lines(IList<string?>? logs) =>
        logs is null ? [] : [.. logs.Select(line => line ?? "[null]")];

    private sealed class HttpOutputValue
    {
        public string? StatusCode { get; set; }

        public string? Status { get; set; }

        public object? Body { get; set; }

        public IDictionary<string, object?>? Headers { get; set; }
    }
}
