using System.Globalization;

namespace Pipeline.Partners.Transport.Ftp.Listings;

/// <summary>Reads LIST lines in the form of <c>ls -l</c>; the zone is the server's and unknown, read as UTC.</summary>
internal static class UnixListing
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    /// <summary>Reads one line; <paramref name="now"/> tells the year where the line shows a time instead.</summary>
    /// <returns>The entry, or null for totals and lines of another form.</returns>
    public static FtpListItem? Read(string line, DateTimeOffset now)
    {
        if (line.Length < 10 || !"-dlbcps".Contains(line[0], StringComparison.Ordinal))
        {
            return null;
        }

        // Owner and group may be one word, two or none: the date tells where the columns are.
        List<(int Start, int End)> words = Words(line);
        for (int i = 2; i + 3 < words.Count; i++)
        {
            if (long.TryParse(Word(i), NumberStyles.None, CultureInfo.InvariantCulture, out long size)
                && ReadTime(words.Count - i > 4 ? [Word(i + 1), Word(i + 2), Word(i + 3)] : [Word(i + 1), Word(i + 2), ""], now) is { } time)
            {
                return Entry(line[0], line[(words[i + time.Words].End + 1)..], size, time);
            }
        }

        return null;

        string Word(int index) => line[words[index].Start..words[index].End];
    }

    private static FtpListItem? Entry(char kind, string name, long size, Stamp time)
    {
        FtpObjectType type = kind switch
        {
            '-' => FtpObjectType.File,
            'd' => FtpObjectType.Directory,
            _ => FtpObjectType.Link,
        };
        int arrow = kind == 'l' ? name.IndexOf(" -> ", StringComparison.Ordinal) : -1;
        name = arrow < 0 ? name : name[..arrow];
        return name is "." or ".."
            ? null
            : new FtpListItem(name, type, type == FtpObjectType.File ? size : null, time.Modified) { Doubt = time.Doubt };
    }

    /// <summary>Month and day in either order with time or year, or the numeric forms of <c>ls --time-style</c>.</summary>
    private static Stamp? ReadTime(ReadOnlySpan<string> words, DateTimeOffset now)
    {
        if (MonthNames.Find(words[0]) is { } month)
        {
            return ReadDate(month, words[1], words[2], now);
        }

        return MonthNames.Find(words[1]) is { } second ? ReadDate(second, words[0].TrimEnd('.'), words[2], now) : ReadNumeric(words, now);
    }

    private static Stamp? ReadNumeric(ReadOnlySpan<string> words, DateTimeOffset now)
    {
        // full-iso: 2026-11-29 14:30:05.123456789 +0100
        if (words[1].Length > 8 && DateTimeOffset.TryParseExact(
            $"{words[0]} {words[1][..8]} {words[2]}", "yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture, Utc, out DateTimeOffset full))
        {
            return new Stamp(full, FtpListItem.DoubtOfSecond, 3);
        }

        if (DateTimeOffset.TryParseExact(
            $"{words[0]} {words[1]}", ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"], CultureInfo.InvariantCulture, Utc, out DateTimeOffset iso))
        {
            return new Stamp(iso, FtpListItem.DoubtOfMinute, 2);
        }

        return words[0].Split('-') is [{ Length: 2 } month, { Length: 2 } day] && words[1].Contains(':', StringComparison.Ordinal)
            && int.TryParse(month, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is >= 1 and <= 12
            && ReadDate(number, day, words[1], now) is { } recent
            ? recent with { Words = 2 }
            : null;
    }

    private static Stamp? ReadDate(int month, string dayText, string yearOrTime, DateTimeOffset now)
    {
        if (!int.TryParse(dayText, NumberStyles.None, CultureInfo.InvariantCulture, out int day) || day is < 1 or > 31)
        {
            return null;
        }

        bool hasTime = TimeOnly.TryParseExact(
            yearOrTime, "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time);
        if (!hasTime && (yearOrTime.Length != 4
            || !int.TryParse(yearOrTime, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            return null;
        }

        // ls shows the time instead of the year for the last six months; a day ahead allows for the zone.
        int year = hasTime ? now.Year : int.Parse(yearOrTime, CultureInfo.InvariantCulture);
        DateTimeOffset? modified = On(year, month, day, time);
        if (hasTime && modified > now.AddDays(1))
        {
            modified = On(year - 1, month, day, time);
        }

        return new Stamp(modified, hasTime ? FtpListItem.DoubtOfMinute : FtpListItem.DoubtOfDay, 3);
    }

    /// <summary>Null for a day that the year does not have.</summary>
    private static DateTimeOffset? On(int year, int month, int day, TimeOnly time) =>
        year >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateTimeOffset(new DateOnly(year, month, day), time, TimeSpan.Zero)
            : null;

    private static List<(int Start, int End)> Words(string line)
    {
        List<(int Start, int End)> words = [];
        int position = 0;
        while (position < line.Length && words.Count < 12)
        {
            while (position < line.Length && line[position] == ' ')
            {
                position++;
            }

            int start = position;
            while (position < line.Length && line[position] != ' ')
            {
                position++;
            }

            if (position > start)
            {
                words.Add((start, position));
            }
        }

        return words;
    }

    /// <summary>A time stamp, how far it may be off, and how many words it takes.</summary>
    private sealed record Stamp(DateTimeOffset? Modified, TimeSpan Doubt, int Words);
}
