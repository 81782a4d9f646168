namespace Pipeline.Core.Orders.Life;

/// <summary>Why an order cannot go on without a person.</summary>
/// <param name="Code">Stable code, upper-case words joined by underscores, or the distributor's code.</param>
/// <param name="Line">The line, or null when it is about the whole order.</param>
/// <param name="Text">What is in the way, in a plain sentence.</param>
/// <param name="Remedy">What a person does about it, in a plain sentence.</param>
public sealed record OrderObstacle(string Code, LineNumber? Line, string Text, string Remedy)
{
    /// <summary>One line for a person: code, line, what and remedy.</summary>
    public override string ToString() => $"{Code}{(Line is { } line ? $", line {line}" : string.Empty)}: {Text} {Remedy}";
}
