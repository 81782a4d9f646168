namespace Pipeline.Partners.Distributors.Intcomex.Calls;

/// <summary>How a call ended.</summary>
/// <param name="Value">The answer, when there is one.</param>
/// <param name="Failure">Why there is none, or null.</param>
/// <param name="ExchangeId">The recorded exchange of its last try; null when nothing was sent.</param>
internal sealed record IwsResult<T>(T? Value, IwsFailure? Failure, string? ExchangeId)
    where T : class;
