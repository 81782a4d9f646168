using System.Globalization;
using NCrontab;

namespace Pipeline.LocalHost.Timers;

/// <summary>When a timer fires: an NCRONTAB expression in UTC, or a fixed interval <c>hh:mm:ss</c>.</summary>
internal sealed class TimerSchedule
{
    private readonly CrontabSchedule? _crontab;
    private readonly TimeSpan _interval;

    private TimerSchedule(CrontabSchedule? crontab, TimeSpan interval)
    {
        _crontab = crontab;
        _interval = interval;
    }

    /// <summary>Reads <c>s m h day month weekday</c> (five fields: without seconds) or <c>hh:mm:ss</c>.</summary>
    /// <exception cref="HostStartException">The text is neither.</exception>
    public static TimerSchedule Parse(string text)
    {
        int fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        if (fields == 1 && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan interval)
            && interval > TimeSpan.Zero)
        {
            return new TimerSchedule(crontab: null, interval);
        }

        CrontabSchedule.ParseOptions options = new() { IncludingSeconds = fields == 6 };
        return CrontabSchedule.TryParse(text, options) is { } crontab
            ? new TimerSchedule(crontab, TimeSpan.Zero)
            : throw new HostStartException($"The schedule expression '{text}' was not recognized as NCRONTAB.");
    }

    /// <summary>The first occurrence after an instant.</summary>
    public DateTimeOffset Next(DateTimeOffset after) => _crontab is null
        ? after + _interval
        : new DateTimeOffset(
            DateTime.SpecifyKind(_crontab.GetNextOccurrence(after.UtcDateTime), DateTimeKind.Utc));

    /// <summary>Whether occurrences lie a minute or more apart; more frequent timers keep no status (§5).</summary>
    public bool IsMonitored(DateTimeOffset now)
    {
        DateTimeOffset first = Next(now);
        return Next(first) - first >= TimeSpan.FromMinutes(1);
    }
}
