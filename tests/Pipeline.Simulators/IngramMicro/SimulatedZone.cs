namespace Pipeline.Simulators.IngramMicro;

/// <summary>The distributor's clock: Europe/Amsterdam; time stamps mean CET or CEST.</summary>
internal static class SimulatedZone
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    /// <summary>The calendar day that an instant falls on there.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);
}
