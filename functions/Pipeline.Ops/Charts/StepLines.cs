namespace Pipeline.Ops.Charts;

/// <summary>Two values over time that change in steps, each to its own scale.</summary>
/// <param name="Question">The question that it answers: its heading.</param>
/// <param name="Conclusion">The answer in a sentence: its title for who cannot see it.</param>
/// <param name="From">Begin of the axis, UTC.</param>
/// <param name="To">Its end, UTC.</param>
/// <param name="First">One line.</param>
/// <param name="Second">The other one, dashed.</param>
public sealed record StepLines(string Question, string Conclusion, DateTimeOffset From, DateTimeOffset To, StepLine First, StepLine Second);

/// <summary>A value that changes in steps.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Top">Its largest value, as people read it.</param>
/// <param name="Steps">From when on it is what, oldest first; null where there is no value.</param>
public sealed record StepLine(string Name, string Top, IReadOnlyList<(DateTimeOffset At, decimal? Value)> Steps);
