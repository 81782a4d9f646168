namespace Pipeline.Faults.Faults;

/// <summary>How often calls meet which fault.</summary>
/// <param name="StormFraction">Share of the spells of calls that are storms, 0 to 1.</param>
/// <param name="Calm">Odds per call in good weather, in the order of <see cref="Kinds"/>.</param>
/// <param name="Storm">Odds per call in a storm.</param>
public sealed record Weather(double StormFraction, double[] Calm, double[] Storm)
{
    /// <summary>The faults the odds are for.</summary>
    public static IReadOnlyList<Fault> Kinds { get; } =
    [
        Fault.CutBefore, Fault.CutDuring, Fault.CutAfter, Fault.RequestLost, Fault.AnswerLost, Fault.Busy, Fault.TimedOut,
        Fault.Slow,
    ];

    /// <summary>A bad day: a cut in about a hundred calls, storms in which a third of the calls fail.</summary>
    public static Weather Bad { get; } = new(
        0.3,
        [0.004, 0.004, 0.004, 0.01, 0.01, 0.01, 0.005, 0.05],
        [0.01, 0.01, 0.01, 0.05, 0.05, 0.2, 0.03, 0.1]);
}
