using Microsoft.AspNetCore.Http.Metadata;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>Marks the endpoints the host posts calls to; they take bodies of any size (§0.7).</summary>
internal sealed class HostCallMetadata : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => null;
}
