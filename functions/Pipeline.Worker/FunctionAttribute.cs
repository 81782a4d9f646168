namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks a public method, static or not, of a public class as a function.</summary>
/// <remarks>
/// The name is the folder of <c>function.json</c> and the path the host posts to. It starts with a letter, goes on
/// with letters, digits, <c>_</c> and <c>-</c>, has at most 128 characters and is unique without regard to case.
/// Source: functions-custom-handler.md §1.2, §1.9.
/// </remarks>
/// <param name="name">Name of the function.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FunctionAttribute(string name) : Attribute
{
    /// <summary>Name of the function.</summary>
    public string Name { get; } = name;
}
