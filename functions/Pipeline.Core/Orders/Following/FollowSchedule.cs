using Pipeline.Core.Orders.Purchasing;

namespace Pipeline.Core.Orders.Following;

/// <summary>When a distributor that pushes nothing is asked about an order: often at first, then less and less.</summary>
/// <remarks>
/// All times count from the receipt, and anew from the invoice. Without an invoice it is asked daily after
/// <see cref="HourlyFor"/>, and does not end; goods may be on back-order for months.
/// </remarks>
public sealed record FollowSchedule
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Between the first questions; 60 seconds.</summary>
    public TimeSpan Fast { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many of these there are; 10.</summary>
    public int FastCount { get; init; } = 10;

    /// <summary>Between the questions that follow; 15 minutes.</summary>
    public TimeSpan Slow { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Age up to which these go on; 6 hours. Then it is asked every hour.</summary>
    public TimeSpan SlowFor { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Age up to which it is asked every hour, and after the invoice at all; 30 days.</summary>
    public TimeSpan HourlyFor { get; init; } = TimeSpan.FromDays(30);

    /// <summary>When it is asked next.</summary>
    /// <param name="follow">How often it was asked, the latest included, and since when.</param>
    /// <param name="asked">When it was asked, UTC.</param>
    /// <returns>Null when the time after the invoice is over.</returns>
    public DateTimeOffset? NextAfter(PurchaseFollow follow, DateTimeOffset asked)
    {
        TimeSpan age = asked - follow.Since;
        TimeSpan step = follow.Times < FastCount ? Fast : age < SlowFor ? Slow : follow.IsInvoiced || age < HourlyFor ? Hour : Day;
        return follow.IsInvoiced && age + step > HourlyFor ? null : asked + step;
    }
}
