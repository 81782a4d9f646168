using System.Reflection;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>Reads a parameter without attribute from <c>Metadata</c>: path captures, <c>DequeueCount</c>, <c>Id</c>.</summary>
internal static class MetadataReader
{
    /// <summary>A reader by the parameter's name, without regard to case; the default value when it is absent.</summary>
    public static ParameterReader For(ParameterInfo parameter)
    {
        string name = parameter.Name!;
        Type type = parameter.ParameterType;
        return invocation => ValueTask.FromResult(Read(invocation.Context, name, type, parameter));
    }

    private static object? Read(FunctionContext context, string name, Type type, ParameterInfo parameter)
    {
        if (context.BindingContext.BindingData.TryGetValue(name, out object? value) && value is string text)
        {
            return DataReader.Convert(new InvocationValue(text, text), type, name, context.InstanceServices);
        }

        return parameter.HasDefaultValue ? parameter.DefaultValue
            : Nullability.AllowsNull(parameter) ? null
            : throw new UndecodableCallException($"Metadata has no member '{name}'.");
    }
}
