namespace Microsoft.Azure.Functions.Worker;

/// <summary>What is known of a function before it runs.</summary>
/// <param name="Name">Name given by <see cref="FunctionAttribute"/>.</param>
/// <param name="Id">Id of the function; equal to its name.</param>
/// <param name="EntryPoint">Full type name, a dot, method name.</param>
public sealed record FunctionDefinition(string Name, string Id, string EntryPoint);
