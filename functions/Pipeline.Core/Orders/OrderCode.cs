namespace Pipeline.Core.Orders;

/// <summary>One entry of a catalogue of codes: what a distributor or our own check says about an order.</summary>
/// <param name="Code">As the distributor sends it, or upper-case words joined by underscores for our own.</param>
/// <param name="Severity">One of <see cref="Errors.FaultSeverity"/>.</param>
/// <param name="Cause">What it means, in one sentence.</param>
/// <param name="Remedy">What a person does about it, in one sentence.</param>
public sealed record OrderCode(string Code, string Severity, string Cause, string Remedy);
