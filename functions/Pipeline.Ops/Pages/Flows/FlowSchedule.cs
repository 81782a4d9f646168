using System.Globalization;
using System.Text.RegularExpressions;

namespace Pipeline.Ops.Pages.Flows;

/// <summary>A schedule in the choices that people have: a kind and its number or time; an expression for all else.</summary>
/// <param name="Kind">One of <see cref="Kinds"/>.</param>
/// <param name="Minutes">For <c>everyMinutes</c> the distance, for <c>hourly</c> the minute; as typed.</param>
/// <param name="Time">For <c>daily</c> and <c>weekdays</c>, <c>06:30</c>; as typed.</param>
/// <param name="Expression">For <c>expert</c>, six fields; as typed.</param>
public sealed partial record FlowSchedule(string Kind, string? Minutes, string? Time, string? Expression)
{
    /// <summary>What can be chosen.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["everyMinutes", "hourly", "daily", "weekdays", "expert"];

    /// <summary>The choices that say what an expression says; <c>expert</c> where none does.</summary>
    public static FlowSchedule Of(string expression)
    {
        Match match = Simple().Match(expression);
        string[] fields = expression.Split(' ');
        return match switch
        {
            { Groups: var found } when found["every"].Success => new("everyMinutes", found["every"].Value, null, expression),
            { Groups: var found } when found["minute"].Success => new("hourly", found["minute"].Value, null, expression),
            { Groups: var found } when found["hour"].Success => new(
                fields[5] == "*" ? "daily" : "weekdays", null, $"{Two(found["hour"].Value)}:{Two(found["at"].Value)}", expression),
            _ => new("expert", null, null, expression),
        };
    }

    /// <summary>The expression of the choices; null when they are not complete.</summary>
    /// <param name="field">The field that is wrong, or null.</param>
    public string? ToExpression(out string? field)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        field = null;
        bool isNumber = int.TryParse(Minutes, NumberStyles.None, invariant, out int number);
        switch (Kind)
        {
            case "everyMinutes" when isNumber && number is >= 1 and <= 59:
                return string.Create(invariant, $"0 */{number} * * * *");
            case "hourly" when isNumber && number <= 59:
                return string.Create(invariant, $"0 {number} * * * *");
            case "daily" or "weekdays" when TimeOnly.TryParseExact(Time, ["H:mm", "HH:mm", "HH:mm:ss"], invariant, DateTimeStyles.None, out TimeOnly time):
                return string.Create(invariant, $"0 {time.Minute} {time.Hour} * * {(Kind == "daily" ? "*" : "1-5")}");
            case "expert" when Expression is not null:
                return Expression;
            default:
                field = Kind switch { "everyMinutes" or "hourly" => "minutes", "daily" or "weekdays" => "time", _ => "expression" };
                return null;
        }
    }

    private static string Two(string number) => number.PadLeft(2, '0');

    [GeneratedRegex(
        @"^0 (?:(?:\*/(?<every>[1-9]|[1-5]\d)|(?<minute>\d|[1-5]\d)) \* \* \* \*|(?<at>\d|[0-5]\d) (?<hour>\d|[01]\d|2[0-3]) \* \* (?:\*|1-5|MON-FRI))$",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Simple();
}
