namespace Pipeline.Partners.Channels.Mirakl.Calls;

/// <summary>How a call ended.</summary>
/// <param name="Value">The answer, when there is one.</param>
/// <param name="Failure">Why there is none, or null.</param>
/// <param name="ExchangeId">The recorded exchange of its last try; null when nothing was sent.</param>
internal sealed record MiraklResult<T>(T? Value, MiraklFailure? Failure, string? ExchangeId)
    where T : class
{
    /// <summary>The same with another value, where there is one.</summary>
    public MiraklResult<TOther> Map<TOther>(Func<T, TOther?> map)
        where TOther : class => new(Value is null ? null : map(Value), Failure, ExchangeId);
}

/// <summary>An answer without content: it was done.</summary>
internal sealed record MiraklDone
{
    /// <summary>The only one.</summary>
    public static MiraklDone Value { get; } = new();
}
