namespace Pipeline.Functions.OpenApi;

/// <summary>Says in the OpenAPI document which part of a form (multipart/form-data) a function reads by itself.</summary>
/// <param name="name">Name of the part.</param>
/// <param name="description">What it holds.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class AcceptsPartAttribute(string name, string description) : Attribute
{
    /// <summary>Name of the part.</summary>
    public string Name { get; } = name;

    /// <summary>What it holds.</summary>
    public string Description { get; } = description;

    /// <summary>Whether the form is refused without it.</summary>
    public bool IsRequired { get; init; }
}
