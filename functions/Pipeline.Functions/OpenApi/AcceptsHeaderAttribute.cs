namespace Pipeline.Functions.OpenApi;

/// <summary>Says in the OpenAPI document which header a function reads by itself.</summary>
/// <param name="name">Name of the header.</param>
/// <param name="description">What it holds.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AcceptsHeaderAttribute(string name, string description) : Attribute
{
    /// <summary>Name of the header.</summary>
    public string Name { get; } = name;

    /// <summary>What it holds.</summary>
    public string Description { get; } = description;
}
