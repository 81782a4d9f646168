namespace Pipeline.Simulators.IngramMicro.Services.Rules;

/// <summary>Whether a request keeps one rule.</summary>
/// <param name="Rule">Name, for example <c>elements.order</c>.</param>
/// <param name="Passed">Whether it is kept.</param>
/// <param name="Detail">What is wrong and where, or a remark; null for nothing to say.</param>
public sealed record RuleVerdict(string Rule, bool Passed, string? Detail);
