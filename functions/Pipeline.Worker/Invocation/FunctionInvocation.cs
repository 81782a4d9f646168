using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Metadata;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>One call of a function, as parameter readers and executors see it.</summary>
internal sealed class FunctionInvocation
{
    public required FunctionDescriptor Function { get; init; }

    public required InvocationContext Context { get; init; }

    /// <summary>The decoded body; null for an HTTP function.</summary>
    public InvocationBody? Body { get; init; }

    /// <summary>The request; null unless this is an HTTP function, since a host call may outlive its request.</summary>
    public HttpContext? Http { get; init; }

    /// <summary>Free for an executor that makes the trigger's value itself, such as an orchestration context.</summary>
    public object? TriggerValue { get; set; }
}
