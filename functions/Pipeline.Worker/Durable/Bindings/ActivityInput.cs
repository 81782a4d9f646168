using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.Azure.Functions.Worker.Durable;

/// <summary>Reads the input of an activity: the host's two layers of JSON, then the orchestrator's own.</summary>
internal static class ActivityInput
{
    /// <summary>A reader for the parameter's type. An absent input gives null or the default value.</summary>
    public static ParameterReader ReaderFor(ParameterInfo parameter)
    {
        string name = parameter.Name!;
        Type type = parameter.ParameterType;
        object? nothing = type.IsValueType ? Activator.CreateInstance(type) : null;
        return invocation => ValueTask.FromResult(Read(invocation, name, type, nothing));
    }

    private static object? Read(FunctionInvocation invocation, string name, Type type, object? nothing)
    {
        if (!invocation.Body!.TryGetData(name, out InvocationValue value))
        {
            throw new UndecodableCallException($"Data has no member '{name}'.");
        }

        if (value.Text is not { } text)
        {
            return nothing;
        }

        try
        {
            JsonSerializerOptions json = invocation.Context.InstanceServices
                .GetRequiredService<IOptions<DurableWorkerOptions>>().Value.JsonSerializerOptions;
            return JsonSerializer.Deserialize(text, type, json) ?? nothing;
        }
        catch (JsonException) when (type == typeof(string))
        {
            // Calls written by hand often carry the bare text.
            return text;
        }
        catch (JsonException exception)
        {
            throw new UndecodableCallException($"'{name}' is not a {type.Name}.", exception);
        }
    }
}
