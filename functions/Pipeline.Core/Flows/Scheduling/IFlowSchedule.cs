namespace Pipeline.Core.Flows.Scheduling;

/// <summary>Reads NCRONTAB expressions of six fields, seconds first, as Azure Functions does for its timers.</summary>
/// <remarks>
/// A day of the month and a weekday must both fit: <c>0 0 6 13 * FRI</c> is Friday the thirteenth. A range may run over the
/// end: <c>22-2</c> is from 22 to 2 o'clock, <c>SAT-SUN</c> the week-end. <c>L</c>, <c>W</c>, <c>#</c>, <c>?</c> and
/// <c>@daily</c> are no NCRONTAB and are refused.
/// </remarks>
public interface IFlowSchedule
{
    /// <summary>Whether the expression can be read; if not, a sentence that says why.</summary>
    bool IsValid(string expression, out string? reason);

    /// <summary>The first slot after an instant, UTC; null when there is none.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="timeZone">The zone in whose local time it is read.</param>
    /// <param name="after">The instant; a slot at the instant itself does not count.</param>
    /// <remarks>
    /// A slot that the change to summer time leaves out is at the first instant after the gap. A slot that the change to
    /// winter time repeats counts once, unless seconds, minutes or hours have a <c>*</c>, a range or a step: then both
    /// count, so that an hourly flow stays hourly.
    /// </remarks>
    /// <exception cref="FormatException">The expression cannot be read.</exception>
    DateTimeOffset? NextAfter(string expression, TimeZoneInfo timeZone, DateTimeOffset after);
}
