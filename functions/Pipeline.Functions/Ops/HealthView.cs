namespace Pipeline.Functions.Ops;

/// <summary>The process is alive.</summary>
/// <param name="Status">Always <c>healthy</c>.</param>
public sealed record HealthView(string Status);
