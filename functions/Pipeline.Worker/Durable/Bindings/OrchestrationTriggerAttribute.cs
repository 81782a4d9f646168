using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Durable;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Azure.Functions.Worker.Metadata;
using Microsoft.DurableTask;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs a function as an orchestrator: it decides, activities do.</summary>
/// <remarks>
/// The parameter is a <see cref="TaskOrchestrationContext"/>. The function runs again from its first line on every
/// turn; see there for what that asks of it. Every call is answered 200, since the host would fail the instance for
/// good otherwise. Source: functions-custom-handler.md §1.9, §3.1, §3.7.
/// </remarks>
public sealed class OrchestrationTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>Name of the orchestrator; absent: the name of the function.</summary>
    public string? Orchestration { get; set; }

    internal override string BindingType => "orchestrationTrigger";

    internal override void WriteProperties(Utf8JsonWriter writer, Type parameterType)
    {
        if (Orchestration is not null)
        {
            writer.WriteString("orchestration", Orchestration);
        }

        writer.WriteBoolean("durableRequiresGrpc", value: true);
    }

    internal override ParameterReader CreateReader(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(TaskOrchestrationContext)
            ? invocation => ValueTask.FromResult(invocation.TriggerValue)
            : throw new FunctionDefinitionException(
                parameter.Member.Name, $"'{parameter.Name}' must be a {nameof(TaskOrchestrationContext)}");

    internal override void Validate(FunctionDescriptor function)
    {
        if (function.Bindings.Count > 1)
        {
            throw new FunctionDefinitionException(
                function.Name, "an orchestrator has no binding but its trigger; activities talk to the outside");
        }
    }

    internal override IFunctionExecutor CreateExecutor(FunctionDescriptor function) =>
        new OrchestratorFunction(function);
}
