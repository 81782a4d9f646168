namespace Pipeline.Simulators.Mirakl.Audits;

/// <summary>Something that a rule of the operator does not allow, or warns of.</summary>
/// <param name="Rule">The rule, for example <c>acceptance</c>.</param>
/// <param name="Subject">The order, thread or offer.</param>
/// <param name="At">When it happened.</param>
/// <param name="Text">What happened.</param>
public sealed record AuditFinding(string Rule, string Subject, DateTimeOffset At, string Text);
