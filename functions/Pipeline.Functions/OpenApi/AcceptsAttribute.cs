using Microsoft.AspNetCore.Http.Metadata;

namespace Pipeline.Functions.OpenApi;

/// <summary>Says in the OpenAPI document which JSON body a function reads by itself; other media types are answered 415.</summary>
/// <typeparam name="T">Record of the body.</typeparam>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AcceptsAttribute<T> : Attribute, IAcceptsMetadata
{
    /// <inheritdoc />
    public IReadOnlyList<string> ContentTypes { get; } = ["application/json"];

    /// <inheritdoc />
    public Type RequestType => typeof(T);

    /// <inheritdoc />
    public bool IsOptional { get; init; }
}
