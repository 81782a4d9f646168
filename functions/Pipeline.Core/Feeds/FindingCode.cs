namespace Pipeline.Core.Feeds;

/// <summary>One entry of the catalogue of findings, guards and refusals.</summary>
/// <param name="Code">Stable code, upper-case words joined by underscores.</param>
/// <param name="Scope">What it strikes.</param>
/// <param name="Cause">What is wrong, in one sentence.</param>
/// <param name="Remedy">What a person does about it, in one sentence.</param>
public sealed record FindingCode(string Code, FindingScope Scope, string Cause, string Remedy);
