using System.Globalization;
using System.Xml;
using Pipeline.Core.Currencies;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Issues;
using Pipeline.Core.Messages.Reading;

namespace Pipeline.Partners.Currencies;

/// <summary>Reads the daily file of a central bank: elements <c>Cube</c> with a <c>time</c>, in them those with <c>currency</c> and <c>rate</c>.</summary>
/// <remarks>Prefixes and namespaces do not matter. Without a DTD, within limits; a file with one unreadable rate is refused as a whole.</remarks>
public static class DailyRatesReader
{
    /// <summary>Largest file that is read, in bytes; a daily one has 2 KB.</summary>
    public const int LimitBytes = 1024 * 1024;

    private const string Base = "EUR";

    private static readonly XmlLimits Limits = new(LimitBytes, ValueCharacters: 1024, Depth: 8, Elements: 20_000);

    /// <summary>The rates of the newest day in a file, for one euro.</summary>
    /// <exception cref="FeedRefusedException"><c>RATES_UNREADABLE</c>: no XML, no day, no rate, or a rate that is none.</exception>
    public static CurrencySheet Read(Stream file)
    {
        using BoundedXmlReader reader = new(file, Limits);
        try
        {
            return Read(reader);
        }
        catch (XmlException broken)
        {
            throw Refused(reader.IssueOf(broken).ToString());
        }
    }

    private static CurrencySheet Read(BoundedXmlReader reader)
    {
        Dictionary<DateOnly, Dictionary<string, decimal>> days = [];
        Dictionary<string, decimal>? day = null;
        while (reader.Read())
        {
            if (reader.Node is not { NodeType: XmlNodeType.Element, LocalName: "Cube" } cube)
            {
                continue;
            }

            if (cube.GetAttribute("time") is { } time)
            {
                day = days[DayOf(time)] = new Dictionary<string, decimal>(StringComparer.Ordinal);
            }

            if (cube.GetAttribute("currency") is { } currency)
            {
                decimal rate = RateOf(currency, cube.GetAttribute("rate"));
                if (day is null || !day.TryAdd(currency, rate))
                {
                    throw Refused($"{currency} stands outside of a day, or twice in one");
                }
            }
        }

        return days.Count > 0 && days.MaxBy(static pair => pair.Key) is { Value.Count: > 0 } newest
            ? new CurrencySheet(Base, newest.Key, newest.Value)
            : throw Refused("it holds no rate with a day");
    }

    private static DateOnly DayOf(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? day
            : throw Refused($"'{Issue.Shorten(text)}' is no day of the form yyyy-MM-dd");

    private static decimal RateOf(string currency, string? text) =>
        currency.Length == 3 && currency.All(char.IsAsciiLetterUpper)
        && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal rate) && rate > 0
            ? rate
            : throw Refused($"'{Issue.Shorten(text)}' is no rate of '{Issue.Shorten(currency)}'");

    private static FeedRefusedException Refused(string reason)
    {
        Issue issue = new Issue(IssueCodes.RatesUnreadable, null, null).With("reason", reason.TrimEnd('.'));
        return new FeedRefusedException(issue.Code, issue.Cause);
    }
}
