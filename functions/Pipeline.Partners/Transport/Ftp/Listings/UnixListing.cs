using System.Globalization;

namespace Pipeline.Partners.Transport.Ftp.Listings;

/// <summary>Reads LIST lines in the form of <c>ls -l</c>; the zone is the server's and unknown, read as UTC.</summary>
internal static class UnixListing
{
    private const string Months = "janfebmaraprmayjunjulaugsepoctnovdec";

    /// <summary>Reads one line; <paramref name="now"/> tells the year where the line shows a time instead.</summary>
    /// <returns>The entry, or null for totals and lines of another form.</returns>
    public static FtpListItem? Read(string line, DateTimeOffset now)
    {
        if (line.Length < 10 || !"-dlbcps".Contains(line[0], StringComparison.Ordinal))
        {
            return null;
        }

        // Owner and group may be one word, two or none: the month tells where the columns are.
        List<(int Start, int End)> words = Words(line);
        for (int i = 2; i + 4 < words.Count; i++)
        {
            if (long.TryParse(Word(i), NumberStyles.None, CultureInfo.InvariantCulture, out long size)
                && MonthOf(Word(i + 1)) is { } month
                && TryReadDate(month, Word(i + 2), Word(i + 3), now, out DateTimeOffset? modified))
            {
                return Entry(line[0], line[(words[i + 3].End + 1)..], size, modified);
            }
        }

        return null;

        string Word(int index) => line[words[index].Start..words[index].End];
    }

    private static FtpListItem? Entry(char kind, string name, long size, DateTimeOffset? modified)
    {
        FtpObjectType type = kind switch
        {
            '-' => FtpObjectType.File,
            'd' => FtpObjectType.Directory,
            _ => FtpObjectType.Link,
        };
        int arrow = kind == 'l' ? name.IndexOf(" -> ", StringComparison.Ordinal) : -1;
        name = arrow < 0 ? name : name[..arrow];
        return name is "." or ".." ? null : new FtpListItem(name, type, type == FtpObjectType.File ? size : null, modified);
    }

    private static int? MonthOf(string word)
    {
        int index = word.Length == 3 ? Months.IndexOf(word, StringComparison.OrdinalIgnoreCase) : -1;
        return index >= 0 && index % 3 == 0 ? (index / 3) + 1 : null;
    }

    private static bool TryReadDate(
        int month, string dayText, string yearOrTime, DateTimeOffset now, out DateTimeOffset? modified)
    {
        modified = null;
        if (!int.TryParse(dayText, NumberStyles.None, CultureInfo.InvariantCulture, out int day) || day is < 1 or > 31)
        {
            return false;
        }

        bool hasTime = TimeOnly.TryParseExact(
            yearOrTime, "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time);
        if (!hasTime && (yearOrTime.Length != 4
            || !int.TryParse(yearOrTime, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            return false;
        }

        // ls shows the time instead of the year for the last six months; a day ahead allows for the zone.
        int year = hasTime ? now.Year : int.Parse(yearOrTime, CultureInfo.InvariantCulture);
        modified = On(year, month, day, time);
        if (hasTime && modified > now.AddDays(1))
        {
            modified = On(year - 1, month, day, time);
        }

        return true;
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
}
