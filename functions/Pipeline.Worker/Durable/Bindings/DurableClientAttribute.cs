using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Durable;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Azure.Functions.Worker.Metadata;
using Microsoft.DurableTask.Client;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Gives a function a client for orchestrations.</summary>
/// <remarks>
/// The parameter is a <see cref="DurableTaskClient"/>. Not for HTTP functions: a second binding would take them out of
/// the host's proxy. Source: functions-custom-handler.md §1.5, §4.1.
/// </remarks>
public sealed class DurableClientAttribute : InputBindingAttribute
{
    /// <summary>Task hub; absent: the hub of host.json.</summary>
    public string? TaskHub { get; set; }

    /// <summary>Setting that holds the hub's connection; absent: the one of host.json.</summary>
    public string? ConnectionName { get; set; }

    internal override string BindingType => "durableClient";

    internal override void WriteProperties(Utf8JsonWriter writer, Type parameterType)
    {
        if (TaskHub is not null)
        {
            writer.WriteString("taskHub", TaskHub);
        }

        if (ConnectionName is not null)
        {
            writer.WriteString("connectionName", ConnectionName);
        }

        writer.WriteBoolean("durableRequiresGrpc", value: true);
    }

    internal override ParameterReader CreateReader(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(DurableTaskClient)
            ? DurableClientInput.ReaderFor(parameter.Name!)
            : throw new FunctionDefinitionException(
                parameter.Member.Name, $"'{parameter.Name}' must be a {nameof(DurableTaskClient)}");
}
