namespace Pipeline.Functions.Http;

/// <summary>What is wrong with one member of a request.</summary>
/// <param name="Field">Name of the member.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Message">What is wrong and what was expected.</param>
public sealed record ProblemField(string Field, string Code, string Message);
