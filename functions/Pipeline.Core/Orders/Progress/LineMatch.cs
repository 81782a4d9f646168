namespace Pipeline.Core.Orders.Progress;

/// <summary>Our line for a message line.</summary>
/// <param name="LineNumber">Our line, or null.</param>
/// <param name="Doubt">One of <see cref="ProgressCodes"/>, or null when there is none.</param>
internal readonly record struct LineMatch(LineNumber? LineNumber, string? Doubt);
