using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Azure.Functions.Worker.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>Reads a binding's value from <c>Data</c> as the parameter's type.</summary>
internal static class DataReader
{
    private static readonly Type[] Unreadable = [typeof(Stream), typeof(TextReader), typeof(ReadOnlyMemory<byte>)];

    /// <summary>A reader for text, bytes, simple types, and types read from JSON.</summary>
    public static ParameterReader For(ParameterInfo parameter)
    {
        string name = parameter.Name!;
        Type type = parameter.ParameterType;
        if (Unreadable.Contains(type))
        {
            throw new FunctionDefinitionException(
                parameter.Member.Name, $"'{name}' cannot be a {type.Name}; use string, byte[] or a type read from JSON");
        }

        return invocation => ValueTask.FromResult(Read(invocation, name, type));
    }

    /// <summary>Turns a decoded value into a type.</summary>
    /// <exception cref="UndecodableCallException">The value does not describe the type.</exception>
    public static object? Convert(InvocationValue value, Type type, string name, IServiceProvider services)
    {
        if (type == typeof(byte[]))
        {
            return value.ToBytes();
        }

        if (value.Text is null)
        {
            return type.IsValueType && Nullable.GetUnderlyingType(type) is null
                ? throw new UndecodableCallException($"'{name}' is null.")
                : null;
        }

        try
        {
            return SimpleValues.IsSimple(type)
                ? SimpleValues.Parse(value.Text, type)
                : JsonSerializer.Deserialize(value.Text, type, JsonOptionsOf(services));
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw new UndecodableCallException($"'{name}' is not a {type.Name}.", exception);
        }
    }

    /// <summary>The app's JSON options: web defaults, and what <c>ConfigureHttpJsonOptions</c> adds.</summary>
    public static JsonSerializerOptions JsonOptionsOf(IServiceProvider services) =>
        services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;

    private static object? Read(FunctionInvocation invocation, string name, Type type) =>
        invocation.Body!.TryGetData(name, out InvocationValue value)
            ? Convert(value, type, name, invocation.Context.InstanceServices)
            : throw new UndecodableCallException($"Data has no member '{name}'.");
}
