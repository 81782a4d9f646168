using System.Globalization;

namespace Pipeline.Simulators.IngramMicro.Services.Messages;

/// <summary>Numbers and dates as messages write them.</summary>
internal sealed record MessageText(bool HasCommas)
{
    public string Amount(decimal amount)
    {
        string text = amount.ToString("0.00##", CultureInfo.InvariantCulture);
        return HasCommas ? text.Replace('.', ',') : text;
    }

    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? string.Empty;

    public static string Compact(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset local) => local.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
