using Microsoft.AspNetCore.Http.Metadata;

namespace Pipeline.Functions.Http;

/// <summary>Takes a parameter from a header.</summary>
/// <remarks>The attribute of the same purpose in MVC would load MVC at every start.</remarks>
/// <param name="name">Name of the header.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HeaderAttribute(string name) : Attribute, IFromHeaderMetadata
{
    /// <summary>Name of the header.</summary>
    public string Name { get; } = name;
}
