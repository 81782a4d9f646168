using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.Invocation;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs a function for each message of a storage queue.</summary>
/// <remarks>
/// The parameter is <see cref="string"/> (the message text), <c>byte[]</c> (<c>dataType</c> becomes <c>binary</c>) or
/// any type that its JSON text describes. Delivered at least once; a failure is repeated, then goes to the poison
/// queue. Source: functions-custom-handler.md §1.5, §1.7.
/// </remarks>
/// <param name="queueName">Name of the queue, or <c>%SETTING%</c>.</param>
public sealed class QueueTriggerAttribute(string queueName) : TriggerBindingAttribute
{
    /// <summary>Name of the queue, or <c>%SETTING%</c>.</summary>
    public string QueueName { get; } = queueName;

    /// <summary>Setting that holds the connection; absent: <c>AzureWebJobsStorage</c>.</summary>
    public string? Connection { get; set; }

    internal override string BindingType => "queueTrigger";

    internal override void WriteProperties(Utf8JsonWriter writer, Type parameterType)
    {
        writer.WriteString("queueName", QueueName);
        if (Connection is not null)
        {
            writer.WriteString("connection", Connection);
        }

        if (parameterType == typeof(byte[]))
        {
            writer.WriteString("dataType", "binary");
        }
    }

    internal override ParameterReader CreateReader(ParameterInfo parameter) => DataReader.For(parameter);
}
