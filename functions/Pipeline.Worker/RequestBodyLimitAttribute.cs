using Microsoft.AspNetCore.Http.Metadata;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Sets the largest request body of an HTTP function; a larger one is answered 413.</summary>
/// <param name="bytes">Limit in bytes, inclusive.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequestBodyLimitAttribute(long bytes) : Attribute, IRequestSizeLimitMetadata
{
    /// <summary>Limit in bytes, inclusive.</summary>
    public long Bytes { get; } = bytes;

    long? IRequestSizeLimitMetadata.MaxRequestBodySize => Bytes;
}
