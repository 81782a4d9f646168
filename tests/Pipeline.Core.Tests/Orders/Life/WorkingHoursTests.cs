using System.Globalization;
using Pipeline.Core.Orders.Life;

namespace Pipeline.Core.Tests.Orders.Life;

public sealed class WorkingHoursTests
{
    private static readonly WorkingHours Paris = WorkingHours.NineToFive(TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"));

    /// <summary>March 2026: the 10th is a Tuesday, the 13th a Friday; summer time begins on the 29th.</summary>
    [Theory]
    [InlineData("2026-03-10T09:00:00Z", 4, "2026-03-10T13:00:00Z")]
    [InlineData("2026-03-10T06:00:00Z", 4, "2026-03-10T12:00:00Z")]
    [InlineData("2026-03-10T15:00:00Z", 4, "2026-03-11T11:00:00Z")]
    [InlineData("2026-03-10T20:00:00Z", 4, "2026-03-11T12:00:00Z")]
    [InlineData("2026-03-13T15:30:00Z", 4, "2026-03-16T11:30:00Z")]
    [InlineData("2026-03-13T12:00:00Z", 4, "2026-03-13T16:00:00Z")]
    [InlineData("2026-03-14T10:00:00Z", 4, "2026-03-16T12:00:00Z")]
    [InlineData("2026-03-15T23:30:00Z", 1, "2026-03-16T09:00:00Z")]
    [InlineData("2026-03-27T15:00:00Z", 4, "2026-03-30T10:00:00Z")]
    [InlineData("2026-03-10T08:00:00Z", 20, "2026-03-12T12:00:00Z")]
    public void Only_working_time_in_the_account_s_zone_passes(string from, int hours, string expected)
    {
        DateTimeOffset end = Paris.Add(DateTimeOffset.Parse(from, CultureInfo.InvariantCulture), TimeSpan.FromHours(hours));

        Assert.Equal(expected, end.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        Assert.Equal(TimeSpan.Zero, end.Offset);
    }
}
