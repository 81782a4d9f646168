namespace Pipeline.Core.Exchanges;

/// <summary>What the running code works for: a call that names nothing else is recorded as about this.</summary>
public static class ExchangeContext
{
    private static readonly AsyncLocal<string?> Current = new();
    private static readonly AsyncLocal<RunCost?> Counted = new();

    /// <summary>Id of the execution, or null outside of one. Set in an asynchronous method it ends with that method.</summary>
    public static string? Subject
    {
        get => Current.Value;
        set => Current.Value = value;
    }

    /// <summary>Where calls are counted, or null outside of an execution. Set in an asynchronous method it ends with that method.</summary>
    public static RunCost? Cost
    {
        get => Counted.Value;
        set => Counted.Value = value;
    }
}
