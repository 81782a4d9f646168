namespace Pipeline.Ops.Views;

/// <summary>What a refusal says.</summary>
/// <param name="Text">What is wrong and what to do.</param>
/// <param name="Id">By which the log names a fault, or null.</param>
public sealed record ProblemModel(string Text, string? Id);
