using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Invocation;

namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>Binds a parameter of a function to something the host supplies.</summary>
/// <remarks>
/// Each kind of binding says here how it appears in <c>function.json</c> and how its value is taken from a call; a new
/// kind is one more derived class. The binding is named after its parameter.
/// </remarks>
public abstract class BindingAttribute : Attribute
{
    /// <summary>The <c>type</c> in <c>function.json</c>, for example <c>queueTrigger</c>.</summary>
    internal abstract string BindingType { get; }

    /// <summary>Writes the members of the binding that follow <c>type</c>, <c>direction</c> and <c>name</c>.</summary>
    internal abstract void WriteProperties(Utf8JsonWriter writer, Type parameterType);

    /// <summary>Makes the reader of the parameter's value; called once, at start.</summary>
    /// <exception cref="Metadata.FunctionDefinitionException">The parameter's type does not suit the binding.</exception>
    internal abstract ParameterReader CreateReader(ParameterInfo parameter);
}
