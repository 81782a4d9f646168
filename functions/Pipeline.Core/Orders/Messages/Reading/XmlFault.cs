namespace Pipeline.Core.Orders.Messages.Reading;

/// <summary>Why a body is not acceptable XML.</summary>
/// <param name="Code">One of <see cref="XmlFaultCodes"/>.</param>
/// <param name="Line">Line from 1, or 0 when the place is not known.</param>
/// <param name="Column">Column from 1, or 0 when the place is not known.</param>
/// <param name="Text">The text at that place, shortened; may be empty.</param>
/// <param name="Message">What is wrong, in one sentence.</param>
public sealed record XmlFault(string Code, int Line, int Column, string Text, string Message);
