using System.Reflection;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker.Metadata;

/// <summary>A function as its attributes describe it.</summary>
internal sealed class FunctionDescriptor
{
    private FunctionDescriptor(string name, MethodInfo method, IReadOnlyList<FunctionBinding> bindings)
    {
        Name = name;
        Method = method;
        Bindings = bindings;
        TriggerBinding = bindings.First(binding => binding.Attribute is TriggerBindingAttribute);
        Definition = new FunctionDefinition(name, name, $"{method.DeclaringType!.FullName}.{method.Name}");
    }

    public string Name { get; }

    public MethodInfo Method { get; }

    /// <summary>The trigger and the inputs, in the order of the parameters.</summary>
    public IReadOnlyList<FunctionBinding> Bindings { get; }

    public FunctionBinding TriggerBinding { get; }

    public TriggerBindingAttribute Trigger => (TriggerBindingAttribute)TriggerBinding.Attribute;

    public FunctionDefinition Definition { get; }

    /// <summary>Reads the attributes of a method.</summary>
    /// <exception cref="FunctionDefinitionException">The function breaks a rule.</exception>
    public static FunctionDescriptor Create(string name, MethodInfo method)
    {
        if (!FunctionNames.IsFunctionName(name))
        {
            throw new FunctionDefinitionException(
                name, "a name has at most 128 letters, digits, '_' and '-', and starts with a letter");
        }

        if (method.ContainsGenericParameters)
        {
            throw new FunctionDefinitionException(name, "a function cannot be generic");
        }

        FunctionBinding[] bindings = [.. ReadBindings(name, method)];
        if (bindings.Count(binding => binding.Attribute is TriggerBindingAttribute) != 1)
        {
            throw new FunctionDefinitionException(name, "exactly one parameter carries a trigger");
        }

        var function = new FunctionDescriptor(name, method, bindings);
        function.Trigger.Validate(function);
        return function;
    }

    private static IEnumerable<FunctionBinding> ReadBindings(string name, MethodInfo method)
    {
        foreach (ParameterInfo parameter in method.GetParameters())
        {
            if (parameter.GetCustomAttribute<BindingAttribute>() is not { } binding)
            {
                continue;
            }

            if (!FunctionNames.IsBindingName(parameter.Name!))
            {
                throw new FunctionDefinitionException(
                    name, $"the host refuses the binding name '{parameter.Name}': letters and digits only");
            }

            yield return new FunctionBinding(parameter.Name!, binding, parameter);
        }
    }
}
