using System.Reflection;

namespace Microsoft.Azure.Functions.Worker.Metadata;

/// <summary>Finds the functions of assemblies, once, at start.</summary>
internal static class FunctionDiscovery
{
    private const BindingFlags Public =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The functions of all public classes, ordered by name.</summary>
    /// <exception cref="FunctionDefinitionException">A function breaks a rule, or two have the same name.</exception>
    public static IReadOnlyList<FunctionDescriptor> Find(IEnumerable<Assembly> assemblies) =>
        Find(assemblies.SelectMany(assembly => assembly.GetExportedTypes()));

    /// <inheritdoc cref="Find(IEnumerable{Assembly})"/>
    public static IReadOnlyList<FunctionDescriptor> Find(IEnumerable<Type> types)
    {
        var functions = new SortedDictionary<string, FunctionDescriptor>(StringComparer.OrdinalIgnoreCase);
        foreach (Type type in types)
        {
            if (!type.IsClass || type.ContainsGenericParameters)
            {
                continue;
            }

            foreach (MethodInfo method in type.GetMethods(Public))
            {
                Add(functions, method);
            }
        }

        return [.. functions.Values];
    }

    private static void Add(SortedDictionary<string, FunctionDescriptor> functions, MethodInfo method)
    {
        if (method.GetCustomAttribute<FunctionAttribute>(inherit: false) is not { } attribute)
        {
            return;
        }

        if (method.DeclaringType!.IsAbstract && !method.IsStatic)
        {
            throw new FunctionDefinitionException(attribute.Name, "its class is abstract and cannot be made");
        }

        var function = FunctionDescriptor.Create(attribute.Name, method);
        if (!functions.TryAdd(function.Name, function))
        {
            throw new FunctionDefinitionException(
                function.Name, $"two methods have this name, one of them {function.Definition.EntryPoint}");
        }
    }
}
