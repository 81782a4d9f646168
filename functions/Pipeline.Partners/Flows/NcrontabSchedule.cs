using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using Cronos;
using Pipeline.Core.Flows.Scheduling;

namespace Pipeline.Partners.Flows;

/// <summary>Evaluates NCRONTAB expressions in local time, summer time included.</summary>
/// <remarks>
/// The rules are <see cref="IFlowSchedule"/>'s. Cronos evaluates; what it
/// writes in another way than NCRONTAB is put into its words first, what NCRONTAB does not know is refused.
/// </remarks>
public sealed partial class NcrontabSchedule : IFlowSchedule
{
    private const int MonthField = 4;
    private const int WeekdayField = 5;

    private static readonly (string Name, string All)[] Fields =
        [("second", "0-59"), ("minute", "0-59"), ("hour", "0-23"), ("day", "1-31"), ("month", "1-12"), ("weekday", "0-6")];

    private static readonly SearchValues<char> Ncrontab = SearchValues.Create("0123456789*,/-");

    /// <inheritdoc />
    public bool IsValid(string expression, out string? reason) => Read(expression, out reason) is not null;

    /// <inheritdoc />
    public DateTimeOffset? NextAfter(string expression, TimeZoneInfo timeZone, DateTimeOffset after) =>
        Read(expression, out string? reason) is { } schedule
            ? schedule.GetNextOccurrence(after, timeZone)?.ToUniversalTime()
            : throw new FormatException(reason);

    private static CronExpression? Read(string expression, out string? reason)
    {
        string[] texts = expression.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (texts.Length != Fields.Length)
        {
            reason = $"'{expression}' has {texts.Length} fields; six are needed: second minute hour day month weekday.";
            return null;
        }

        string[] fields = [.. texts.Select(Translate)];
        int foreign = Array.FindIndex(fields, static field => field.AsSpan().ContainsAnyExcept(Ncrontab));
        if (foreign < 0 && fields[WeekdayField].AsSpan().ContainsAny("789"))
        {
            foreign = WeekdayField;
        }

        if (foreign >= 0)
        {
            reason = $"'{expression}' cannot be read: '{texts[foreign]}' is no {Fields[foreign].Name} of NCRONTAB, which has numbers, "
                + "* , - / and names of months and weekdays; weekdays go from 0, Sunday, to 6.";
            return null;
        }

        try
        {
            reason = null;
            return CronExpression.Parse(string.Join(' ', fields), CronFormat.IncludeSeconds);
        }
        catch (CronFormatException exception)
        {
            reason = $"'{expression}' cannot be read: {exception.Message}";
            return null;
        }
    }

    /// <summary>Names, whole or cut short, become numbers; <c>*</c> in a list and a step from a weekday their range.</summary>
    private static string Translate(string text, int field)
    {
        string numbers = field switch
        {
            MonthField => Word.Replace(text, word => Number(word.Value, CultureInfo.InvariantCulture.DateTimeFormat.MonthNames, 1)),
            WeekdayField => Word.Replace(text, word => Number(word.Value, CultureInfo.InvariantCulture.DateTimeFormat.DayNames, 0)),
            _ => text,
        };
        string steps = field == WeekdayField ? StepFrom.Replace(numbers, "${day}-6/") : numbers;
        return steps.Contains(',', StringComparison.Ordinal) ? steps.Replace("*", Fields[field].All, StringComparison.Ordinal) : steps;
    }

    private static string Number(string word, string[] names, int first) =>
        Array.FindIndex(names, name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase)) is >= 0 and var index
            ? (index + first).ToString(CultureInfo.InvariantCulture)
            : word;

    [GeneratedRegex("[A-Za-z]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word { get; }

    [GeneratedRegex("(?<![0-9-])(?<day>[0-6])/", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StepFrom { get; }
}
