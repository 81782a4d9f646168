using System.Net;
using System.Reflection;
using Microsoft.Azure.Functions.Worker.Metadata;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>Makes the reference to a blob from <c>Metadata.Uri</c> and the path captures.</summary>
internal static class BlobReferenceReader
{
    /// <summary>A reader that never looks at <c>Data</c>. Source: functions-custom-handler.md §2.3.</summary>
    public static ParameterReader For(BlobPathPattern pattern, ParameterInfo parameter)
    {
        if (parameter.ParameterType == typeof(BlobTriggerReference))
        {
            return invocation => ValueTask.FromResult<object?>(Read(pattern, invocation.Context));
        }

        if (parameter.ParameterType == typeof(Uri))
        {
            return invocation => ValueTask.FromResult<object?>(Read(pattern, invocation.Context).Uri);
        }

        throw new FunctionDefinitionException(
            parameter.Member.Name, "a blob trigger hands over a BlobTriggerReference or a Uri, never the content");
    }

    private static BlobTriggerReference Read(BlobPathPattern pattern, FunctionContext context)
    {
        IReadOnlyDictionary<string, object?> metadata = context.BindingContext.BindingData;
        if (!Uri.TryCreate(metadata.GetValueOrDefault("Uri") as string, UriKind.Absolute, out Uri? uri)
            || uri.Scheme is not ("http" or "https"))
        {
            throw new UndecodableCallException("Metadata.Uri is no address of a blob.");
        }

        (string container, string name) = Split(uri);
        if (pattern.Container is { } expected && expected != container)
        {
            throw new UndecodableCallException("Metadata.Uri points to another container than the trigger's.");
        }

        var captures = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string capture in pattern.Captures)
        {
            if (metadata.GetValueOrDefault(capture) is string text)
            {
                captures[capture] = text;
            }
        }

        return new BlobTriggerReference(uri, container, name, captures);
    }

    /// <summary>An emulator or a private address has the account as first part of the path.</summary>
    private static (string Container, string Name) Split(Uri uri)
    {
        string path = uri.AbsolutePath.TrimStart('/');
        if (IPAddress.TryParse(uri.Host, out _) || !uri.Host.Contains('.', StringComparison.Ordinal))
        {
            path = path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..];
        }

        int slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? ("$root", Uri.UnescapeDataString(path))
            : (Uri.UnescapeDataString(path[..slash]), Uri.UnescapeDataString(path[(slash + 1)..]));
    }
}
