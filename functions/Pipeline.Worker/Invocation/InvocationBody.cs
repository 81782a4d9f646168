using System.Text.Json;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>The body of a call: <c>{"Data":{...},"Metadata":{...}}</c>. Source: functions-custom-handler.md §1.2.</summary>
internal sealed class InvocationBody : IDisposable
{
    /// <summary>Deeper than the 256 levels the host itself can read.</summary>
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 512 };

    private readonly JsonDocument _document;
    private readonly JsonElement _data;
    private readonly JsonElement _metadata;

    private InvocationBody(JsonDocument document)
    {
        _document = document;
        _data = Member(document.RootElement, "Data");
        _metadata = Member(document.RootElement, "Metadata");
    }

    /// <summary>Reads a body to its end.</summary>
    /// <exception cref="UndecodableCallException">The body is not JSON, or not an object.</exception>
    public static async Task<InvocationBody> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        try
        {
            JsonDocument document = await JsonDocument.ParseAsync(stream, Options, cancellationToken);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return new InvocationBody(document);
            }

            document.Dispose();
        }
        catch (JsonException exception)
        {
            throw new UndecodableCallException("The body is not JSON.", exception);
        }

        throw new UndecodableCallException("The body is not a JSON object.");
    }

    /// <summary>Takes the value of a binding; names match exactly first, then without regard to case.</summary>
    public bool TryGetData(string name, out InvocationValue value)
    {
        JsonElement member = Member(_data, name);
        value = Decode(member);
        return member.ValueKind != JsonValueKind.Undefined;
    }

    /// <summary>Decodes all of <c>Metadata</c>; the last of several members with one name counts.</summary>
    public IReadOnlyDictionary<string, object?> ReadMetadata()
    {
        var metadata = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        if (_metadata.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in _metadata.EnumerateObject())
            {
                metadata[property.Name] = Decode(property.Value).Text;
            }
        }

        return metadata;
    }

    public void Dispose() => _document.Dispose();

    private static InvocationValue Decode(JsonElement element)
    {
        try
        {
            return InvocationValue.From(element);
        }
        catch (InvalidOperationException exception)
        {
            throw new UndecodableCallException("The body holds half a surrogate pair.", exception);
        }
    }

    private static JsonElement Member(JsonElement parent, string name)
    {
        if (parent.ValueKind != JsonValueKind.Object)
        {
            return default;
        }

        if (parent.TryGetProperty(name, out JsonElement exact))
        {
            return exact;
        }

        foreach (JsonProperty property in parent.EnumerateObject())
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return property.Value;
            }
        }

        return default;
    }
}
