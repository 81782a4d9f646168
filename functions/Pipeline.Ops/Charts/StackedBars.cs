namespace Pipeline.Ops.Charts;

/// <summary>Bars over time, each of parts on top of each other.</summary>
/// <param name="Question">The question that it answers: its heading.</param>
/// <param name="Conclusion">The answer in a sentence: its title for who cannot see it.</param>
/// <param name="Series">The parts, from the bottom up.</param>
/// <param name="Bars">The bars, oldest first.</param>
public sealed record StackedBars(string Question, string Conclusion, IReadOnlyList<ChartSeries> Series, IReadOnlyList<ChartBar> Bars)
{
    /// <summary>Head of the column of labels in the table of numbers.</summary>
    public required string Axis { get; init; }
}

/// <summary>A kind of part.</summary>
/// <param name="Style">Class of its colour: <c>ok</c>, <c>run</c>, <c>wait</c>, <c>bad</c>, <c>idle</c>.</param>
/// <param name="Name">What people call it.</param>
public sealed record ChartSeries(string Style, string Name);

/// <summary>A bar.</summary>
/// <param name="Label">Where it stands on the axis.</param>
/// <param name="Values">One of each series.</param>
/// <param name="Address">Where it leads, or null.</param>
public sealed record ChartBar(string Label, IReadOnlyList<long> Values, string? Address = null);
