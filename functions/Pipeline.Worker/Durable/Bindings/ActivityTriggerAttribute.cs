using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Durable;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Azure.Functions.Worker.Metadata;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs a function as an activity: one effect, perhaps twice.</summary>
/// <remarks>
/// The parameter is any type that the input's JSON describes. An exception reaches the orchestrator as a
/// <c>TaskFailedException</c> with type and message; its stack trace stays in the log. Put a key into the input, since
/// an activity may run twice. Source: functions-custom-handler.md §1.5, §3.6.
/// </remarks>
public sealed class ActivityTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>Name of the activity; absent: the name of the function.</summary>
    public string? Activity { get; set; }

    internal override string BindingType => "activityTrigger";

    internal override void WriteProperties(Utf8JsonWriter writer, Type parameterType)
    {
        if (Activity is not null)
        {
            writer.WriteString("activity", Activity);
        }

        writer.WriteBoolean("durableRequiresGrpc", value: true);
    }

    internal override ParameterReader CreateReader(ParameterInfo parameter) => ActivityInput.ReaderFor(parameter);

    internal override IFunctionExecutor CreateExecutor(FunctionDescriptor function) => new ActivityFunction(function);
}
