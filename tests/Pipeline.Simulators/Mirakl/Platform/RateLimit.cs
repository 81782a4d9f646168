namespace Pipeline.Simulators.Mirakl.Platform;

/// <summary>The most that an operation may be called.</summary>
/// <param name="Calls">How many calls.</param>
/// <param name="Per">In which time.</param>
internal sealed record RateLimit(int Calls, TimeSpan Per)
{
    public static RateLimit Each(TimeSpan time) => new(1, time);

    public static RateLimit EachMinute { get; } = Each(TimeSpan.FromMinutes(1));

    public static RateLimit EachHour { get; } = Each(TimeSpan.FromHours(1));

    public static RateLimit EachDay { get; } = Each(TimeSpan.FromDays(1));
}
