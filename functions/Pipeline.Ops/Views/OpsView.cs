using System.Globalization;
using Pipeline.Ops.People;
using Pipeline.Ops.Texts;

namespace Pipeline.Ops.Views;

/// <summary>For whom a page is written: language, zone, rights; and at which instant.</summary>
/// <param name="Person">Who looks.</param>
/// <param name="Preferences">What the person has chosen.</param>
/// <param name="Texts">The sentences in the person's language.</param>
/// <param name="Zone">The zone in which times are shown.</param>
/// <param name="Now">The instant of the page, UTC.</param>
/// <param name="Path">Address of the page without its query, for example <c>/ops/flows</c>.</param>
public sealed record OpsView(
    OpsPerson Person, OpsPreferences Preferences, OpsTexts Texts, TimeZoneInfo Zone, DateTimeOffset Now, string Path)
{
    /// <summary>How numbers and dates are written.</summary>
    public CultureInfo Culture { get; } = CultureInfo.GetCultureInfo(Texts.Language == "en" ? "en-GB" : Texts.Language);

    /// <summary>The address with its query, to come back to.</summary>
    public string Address { get; init; } = Path;

    /// <summary>Environment of the installation.</summary>
    public string Environment { get; init; } = string.Empty;

    /// <summary>A sentence. Numbers in it are written by the culture, instants in the person's zone.</summary>
    /// <exception cref="KeyNotFoundException">There is no such key.</exception>
    public string T(string key, params IReadOnlyList<object?> values)
    {
        string sentence = Texts.Find(key) ?? throw new KeyNotFoundException($"There is no text '{key}' in '{Texts.Language}'.");
        return values.Count == 0 ? sentence : string.Format(Culture, sentence, [.. values.Select(Spell)]);
    }

    /// <summary>A sentence that depends on a number, which is its <c>{0}</c>: <c>key.one</c> or <c>key.other</c>.</summary>
    public string Count(string key, long number, params IReadOnlyList<object?> values) =>
        T(IsOne(number) ? $"{key}.one" : $"{key}.other", [number, .. values]);

    /// <summary>A sentence of a state or kind that code names; its name itself when there is no text.</summary>
    public string Word(string key, string name) => Texts.Find($"{key}.{name}") ?? name;

    /// <summary>A whole number with groups.</summary>
    public string Number(long number) => number.ToString("N0", Culture);

    /// <summary>An amount with its currency's code, for example <c>612,40 EUR</c>.</summary>
    public string Money(decimal amount, string currency) =>
        $"{amount.ToString(currency is "JPY" or "KRW" or "CLP" ? "N0" : "N2", Culture)} {currency}";

    /// <summary>An instant in the person's zone: <c>today 07:00</c>, <c>Mon 9 Mar 18:40</c>, with the year when it is another.</summary>
    public string Time(DateTimeOffset at)
    {
        DateTimeOffset local = TimeZoneInfo.ConvertTime(at, Zone);
        DateTimeOffset now = TimeZoneInfo.ConvertTime(Now, Zone);
        string clock = local.ToString("HH:mm", CultureInfo.InvariantCulture) + OffsetNearChange(local);
        return (local.Date - now.Date).Days switch
        {
            0 => T("Common.today", clock),
            -1 => T("Common.yesterday", clock),
            1 => T("Common.tomorrow", clock),
            _ => $"{local.ToString(local.Year == now.Year ? "ddd d MMM" : "d MMM yyyy", Culture)} {clock}",
        };
    }

    /// <summary>An instant with seconds and offset, for detail.</summary>
    public string ExactTime(DateTimeOffset at)
    {
        DateTimeOffset local = TimeZoneInfo.ConvertTime(at, Zone);
        return $"{local.ToString("ddd d MMM yyyy", Culture)} {local.ToString("HH:mm:ss zzz", CultureInfo.InvariantCulture)}";
    }

    /// <summary>How long ago or in how long: <c>2 h ago</c>, <c>in 12 min</c>.</summary>
    public string Relative(DateTimeOffset at)
    {
        TimeSpan distance = at - Now;
        string length = Rough(distance.Duration());
        return distance.Duration() < TimeSpan.FromSeconds(5) ? T("Common.justNow")
            : distance < TimeSpan.Zero ? T("Common.ago", length) : T("Common.in", length);
    }

    /// <summary>A length of time in at most two units: <c>1 min 12 s</c>.</summary>
    public string Duration(TimeSpan length) => length switch
    {
        { TotalSeconds: < 1 } => T("Common.milliseconds", (long)length.TotalMilliseconds),
        { TotalMinutes: < 1 } => T("Common.seconds", (long)length.TotalSeconds),
        { TotalHours: < 1 } => Join(T("Common.minutes", (long)length.TotalMinutes), length.Seconds, "Common.seconds"),
        { TotalDays: < 1 } => Join(T("Common.hours", (long)length.TotalHours), length.Minutes, "Common.minutes"),
        _ => Join(T("Common.days", (long)length.TotalDays), length.Hours, "Common.hours"),
    };

    private static bool IsFrenchOne(long number) => number is 0 or 1;

    private bool IsOne(long number) => Texts.Language == "fr" ? IsFrenchOne(number) : number == 1;

    private string Join(string first, int second, string unit) => second == 0 ? first : $"{first} {T(unit, (long)second)}";

    private string Rough(TimeSpan length) => length switch
    {
        { TotalMinutes: < 1 } => T("Common.seconds", (long)length.TotalSeconds),
        { TotalHours: < 1 } => T("Common.minutes", (long)length.TotalMinutes),
        { TotalDays: < 2 } => T("Common.hours", (long)length.TotalHours),
        _ => T("Common.days", (long)length.TotalDays),
    };

    // Around a change of the clock an hour comes twice.
    private string OffsetNearChange(DateTimeOffset local) =>
        Zone.GetUtcOffset(local.AddHours(-3)) == Zone.GetUtcOffset(local.AddHours(3)) ? string.Empty : local.ToString(" zzz", CultureInfo.InvariantCulture);

    private object? Spell(object? value) => value switch
    {
        long or int => Number(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        DateTimeOffset at => Time(at),
        TimeSpan length => Duration(length),
        _ => value,
    };
}
