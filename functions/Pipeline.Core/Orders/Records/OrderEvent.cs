namespace Pipeline.Core.Orders.Records;

/// <summary>One entry of an order's timeline: append-only, never changed.</summary>
/// <param name="Sequence">1 for the first; without gaps.</param>
/// <param name="At">When it happened, UTC.</param>
/// <param name="Step">One of <see cref="OrderSteps"/>.</param>
/// <param name="Summary">A plain sentence; no personal data and no secret.</param>
/// <param name="ExchangeId">The raw exchange it rests on, or null.</param>
/// <param name="Code">Code of a refusal, issue or alarm, or null.</param>
public sealed record OrderEvent(
    int Sequence, DateTimeOffset At, string Step, string Summary, string? ExchangeId = null, string? Code = null);
