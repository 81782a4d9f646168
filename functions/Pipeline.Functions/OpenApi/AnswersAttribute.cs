using Microsoft.AspNetCore.Http.Metadata;

namespace Pipeline.Functions.OpenApi;

/// <summary>Says in the OpenAPI document what a function answers.</summary>
/// <remarks>The attribute of the same purpose in MVC would load MVC at every start.</remarks>
/// <typeparam name="T">Record of the body; <see cref="string"/> for text.</typeparam>
/// <param name="statusCode">The HTTP status.</param>
/// <param name="contentTypes">Media types; none means JSON, or problem details for a <see cref="Http.Problem"/>.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class AnswersAttribute<T>(int statusCode, params string[] contentTypes)
    : Attribute, IProducesResponseTypeMetadata
{
    /// <inheritdoc />
    public Type Type => typeof(T);

    /// <inheritdoc />
    public int StatusCode => statusCode;

    /// <inheritdoc />
    public IEnumerable<string> ContentTypes => contentTypes;

    /// <inheritdoc />
    public string? Description => null;
}
