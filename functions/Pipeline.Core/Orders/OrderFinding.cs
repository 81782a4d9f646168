namespace Pipeline.Core.Orders;

/// <summary>Something about a message or an order that a person should know; the order goes on.</summary>
/// <param name="Code">Stable code, upper-case words joined by underscores.</param>
/// <param name="Where">Element path, document or line it concerns, for example <c>DespatchAdvice 8140023391, line 2</c>.</param>
/// <param name="Text">The offending text, shortened; empty when something is missing.</param>
/// <param name="Expected">What was expected instead.</param>
public sealed record OrderFinding(string Code, string Where, string Text, string Expected)
{
    /// <summary>Longest offending text kept, in characters.</summary>
    public const int MaxText = 120;

    /// <summary>The finding as one line.</summary>
    public override string ToString() => $"{Code} at {Where}: '{Text}'; expected {Expected}";
}
