namespace Pipeline.Core.Orders.Intake;

/// <summary>One thing that is wrong with an order request.</summary>
/// <param name="Code">One of <see cref="OrderFaultCodes"/>.</param>
/// <param name="Pointer">JSON pointer (RFC 6901) to the member, for example <c>/lines/0/quantity</c>; empty for the whole body.</param>
/// <param name="Text">The offending text, shortened; null when something is missing.</param>
/// <param name="Cause">What is wrong, in a sentence.</param>
/// <param name="Remedy">What is expected instead, in a sentence.</param>
public sealed record OrderFault(string Code, string Pointer, string? Text, string Cause, string Remedy)
{
    /// <summary>Longest offending text kept, in characters.</summary>
    public const int MaxText = 80;
}
