using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Azure.Functions.Worker.Metadata;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs a function for each blob that is created or replaced. The parameter is a
/// <see cref="BlobTriggerReference"/> or a <see cref="Uri"/>.</summary>
/// <remarks>
/// Deferred binding is always asked for, so that the host sends no content; content that comes all the same is not
/// looked at. Delivered at least once; a failure is repeated, then goes to the poison queue.
/// Source: functions-custom-handler.md §2.3.
/// </remarks>
/// <param name="blobPath">Container and pattern, for example <c>landing/{distributor}/{name}</c>.</param>
public sealed class BlobTriggerAttribute(string blobPath) : TriggerBindingAttribute
{
    /// <summary>Container and pattern; each <c>{name}</c> may also be a parameter of the function.</summary>
    public string BlobPath { get; } = blobPath;

    /// <summary>Setting that holds the connection; absent: <c>AzureWebJobsStorage</c>.</summary>
    public string? Connection { get; set; }

    /// <summary>How the host learns of a new blob; default <see cref="BlobTriggerSource.EventGrid"/>.</summary>
    public BlobTriggerSource Source { get; set; } = BlobTriggerSource.EventGrid;

    internal override string BindingType => "blobTrigger";

    internal override bool IgnoresContent => true;

    internal override void WriteProperties(Utf8JsonWriter writer, Type parameterType)
    {
        writer.WriteString("path", BlobPath);
        if (Connection is not null)
        {
            writer.WriteString("connection", Connection);
        }

        writer.WriteString("source", Source.ToString());
        writer.WriteStartObject("properties");
        writer.WriteString("supportsDeferredBinding", "true");
        writer.WriteEndObject();
    }

    internal override void Validate(FunctionDescriptor function) => BlobPathPattern.Parse(BlobPath, function.Name);

    internal override ParameterReader CreateReader(ParameterInfo parameter) =>
        BlobReferenceReader.For(BlobPathPattern.Parse(BlobPath, parameter.Member.Name), parameter);
}
