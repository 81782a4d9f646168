using Pipeline.Core.Flows.Requests;
using Pipeline.Core.Reconciliation;

namespace Pipeline.Core.Distributors;

/// <summary>Which days and orders a comparison is about, when a person asked for a part of it.</summary>
/// <param name="First">The first day; null: as the schedule does it.</param>
/// <param name="Last">The last day.</param>
/// <param name="Number">The only order, by our number; null for all.</param>
internal sealed record ReconciliationScope(DateOnly? First, DateOnly Last, string? Number)
{
    /// <summary>How far back a distributor is asked: a call for each day.</summary>
    private const int MostDays = 90;

    /// <summary>The scope of a wish; the day of a single order is that of its purchase.</summary>
    public static ReconciliationScope Of(RunRequest? request, DateOnly today, TimeZoneInfo zone, OwnPurchase? only)
    {
        if (request is null)
        {
            return new(null, today, null);
        }

        if (request.Record is { } number)
        {
            return new(only?.Day ?? today, only?.Day ?? today, number);
        }

        DateOnly? first = request switch
        {
            { From: { } from } => DayOf(from),
            { To: not null } => DateOnly.MinValue,
            _ => null,
        };
        DateOnly last = request.To is { } to && DayOf(to) < today ? DayOf(to) : today;
        return new(first < today.AddDays(-MostDays) ? today.AddDays(-MostDays) : first, last, null);

        DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
    }

    /// <summary>The days to ask for, one more at the beginning, since an order may have another day than we think; null: as the schedule does it.</summary>
    public IEnumerable<DateOnly>? Days => First is { } first && first <= Last
        ? Enumerable.Range(-1, Last.DayNumber - first.DayNumber + 2).Select(first.AddDays)
        : First is null ? null : [];

    /// <summary>Whether it is about an order.</summary>
    public bool Concerns(string? number) => Number is null || string.Equals(Number, number, StringComparison.OrdinalIgnoreCase);
}
