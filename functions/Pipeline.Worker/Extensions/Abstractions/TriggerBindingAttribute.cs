using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Azure.Functions.Worker.Metadata;

namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>Binds the parameter that makes a function run. A function has exactly one.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public abstract class TriggerBindingAttribute : BindingAttribute
{
    /// <summary>True when long strings of the call may be cut while it is read, because nobody looks at them.</summary>
    internal virtual bool IgnoresContent => false;

    /// <summary>Checks what this kind of trigger asks of the whole function; called once, at start.</summary>
    /// <exception cref="FunctionDefinitionException">The function breaks a rule of its trigger.</exception>
    internal virtual void Validate(FunctionDescriptor function)
    {
    }

    /// <summary>Makes what runs the function and shapes its answer to the host; called once, at start.</summary>
    internal virtual IFunctionExecutor CreateExecutor(FunctionDescriptor function) =>
        new MethodExecutor(function);
}
