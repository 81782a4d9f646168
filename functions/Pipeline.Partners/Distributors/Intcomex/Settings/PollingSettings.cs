using Pipeline.Core.Orders.Following;
using Pipeline.Partners.Settings.Rules;

namespace Pipeline.Partners.Distributors.Intcomex.Settings;

/// <summary>When orders are asked about: <c>Distributors__Intcomex__Polling__*</c>. Nothing is pushed.</summary>
public sealed class PollingSettings
{
    /// <summary>Seconds between the first questions, 5 to 3,600; null is 60.</summary>
    [WholeNumber(5, 3600)]
    public string? FastSeconds { get; set; }

    /// <summary>How many of these there are, at most 1,000; null is 10.</summary>
    [WholeNumber(0, 1000)]
    public string? FastCount { get; set; }

    /// <summary>Minutes between the questions that follow, 1 to 1,440; null is 15.</summary>
    [WholeNumber(1, 1440)]
    public string? SlowMinutes { get; set; }

    /// <summary>Hours for which these go on, at most 168; null is 6. Then it is asked every hour.</summary>
    [WholeNumber(0, 168)]
    public string? SlowHours { get; set; }

    /// <summary>Days after the invoice at which it ends, 1 to 365; null is 30.</summary>
    [WholeNumber(1, 365)]
    public string? HourlyDays { get; set; }

    /// <summary>The steps. The settings must have passed the check.</summary>
    internal FollowSchedule ToSchedule() => new()
    {
        Fast = TimeSpan.FromSeconds(FastSeconds.ToNumber() ?? 60),
        FastCount = FastCount.ToNumber() ?? 10,
        Slow = TimeSpan.FromMinutes(SlowMinutes.ToNumber() ?? 15),
        SlowFor = TimeSpan.FromHours(SlowHours.ToNumber() ?? 6),
        HourlyFor = TimeSpan.FromDays(HourlyDays.ToNumber() ?? 30),
    };
}
