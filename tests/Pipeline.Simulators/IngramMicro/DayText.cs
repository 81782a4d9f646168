using System.Collections.Concurrent;
using System.Globalization;

namespace Pipeline.Simulators.IngramMicro;

/// <summary>Days as the files print them.</summary>
internal static class DayText
{
    // A file names a few hundred days a hundred thousand times.
    private static readonly ConcurrentDictionary<int, string> Texts = new();

    /// <summary><c>yyyyMMdd</c>, or empty for day 0.</summary>
    public static string Compact(int dayNumber) => dayNumber == 0 ? "" : Texts.GetOrAdd(dayNumber, static number =>
        DateOnly.FromDayNumber(number).ToString("yyyyMMdd", CultureInfo.InvariantCulture));
}
