using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Pipeline.Core.Feeds.Landing;

namespace Pipeline.Partners.Transport;

/// <summary>The path of a feed's address, which may hold dates (<c>{yyyyMMdd}</c>) and, in the file's name, wildcards (<c>*</c>).</summary>
/// <remarks>A name that holds a star itself is written with <c>%2A</c>.</remarks>
internal sealed partial class RemotePattern
{
    private const char Star = '\uffff';
    private readonly string path;
    private readonly string[] formats;

    private RemotePattern(string path, string[] formats)
    {
        this.path = path;
        this.formats = formats;
    }

    /// <summary>Whether the path is always the same.</summary>
    public bool IsFixed => !HasDate && !HasWildcard;

    /// <summary>Whether it depends on the day.</summary>
    public bool HasDate => formats.Length > 0;

    /// <summary>Whether only the folder's listing tells the name.</summary>
    public bool HasWildcard => path.Contains(Star, StringComparison.Ordinal);

    /// <summary>Whether the folder is the same on any day, so that its listing shows the files of other days.</summary>
    public bool HasFixedFolder => !path[..(path.LastIndexOf('/') + 1)].Contains('{', StringComparison.Ordinal);

    /// <summary>Reads the path behind the host.</summary>
    /// <param name="escaped">As the address has it, percent-encoded.</param>
    /// <param name="fault">What is wrong with it, as a sentence without subject; null when nothing is.</param>
    public static RemotePattern? TryRead(string escaped, out string? fault)
    {
        string decoded = string.Join(Star, escaped.Split('*').Select(RemotePath.Decode));
        string[] dates = [.. Braces().Matches(decoded).Select(static match => match.Groups["day"].Value)];
        string? unknown = dates.FirstOrDefault(static format => !DayFormat().IsMatch(format));
        fault = unknown is not null ? $"holds {{{unknown}}}, which is no date: write it of yyyy, yy, MM and dd, as in {{yyyyMMdd}}"
            : Braces().Replace(decoded, "").AsSpan().ContainsAny('{', '}') ? "holds a brace without its other half"
            : decoded[..(decoded.LastIndexOf('/') + 1)].Contains(Star, StringComparison.Ordinal) ? "holds a wildcard in a folder; only the file's name may"
            : null;
        return fault is null ? new RemotePattern(decoded, dates) : null;
    }

    /// <summary>Reads the path behind the host.</summary>
    /// <exception cref="FeedTransportException"><c>FEED_URL_REFUSED</c>.</exception>
    public static RemotePattern Read(string escaped) => TryRead(escaped, out string? fault)
        ?? throw FeedErrors.UrlRefused($"The feed's address {fault}.", "Correct the address; docs/feeds.md shows what it may hold.");

    /// <summary>The path on a day; a wildcard remains.</summary>
    public string On(DateOnly day) =>
        Braces().Replace(path, match => day.ToString(match.Groups["day"].Value, CultureInfo.InvariantCulture));

    /// <summary>The file that is meant among those of a folder: of the youngest day up to today, then the youngest, then the last by name.</summary>
    /// <returns>Its name, or null when none fits.</returns>
    public string? Choose(IEnumerable<ListedFile> files, DateOnly today)
    {
        Regex fits = NameForm();
        return files
            .Select(file => (file, day: DayOf(fits.Match(file.Name))))
            .Where(entry => entry.day is { } day && day <= today)
            .OrderBy(static entry => entry.day)
            .ThenBy(static entry => entry.file.ModifiedAt ?? DateTimeOffset.MinValue)
            .ThenBy(static entry => entry.file.Name, StringComparer.Ordinal)
            .LastOrDefault().file?.Name;
    }

    private Regex NameForm()
    {
        string name = path[(path.LastIndexOf('/') + 1)..];
        string[] between = Braces().Split(name);
        StringBuilder form = new("^");
        for (int i = 0; i < between.Length; i++)
        {
            // Split gives the format of each date between the texts around it.
            form.Append(i % 2 == 0
                ? string.Join(".*", between[i].Split(Star).Select(Regex.Escape))
                : string.Create(CultureInfo.InvariantCulture, $"(?<day{i / 2}>[0-9._-]{{{between[i].Length}}})"));
        }

        return new Regex(form.Append('$').ToString(), RegexOptions.Singleline | RegexOptions.NonBacktracking);
    }

    /// <summary>The day that a name states; the first of all days where it states none; null for a name of another form.</summary>
    private DateOnly? DayOf(Match name)
    {
        if (!name.Success || !HasDate)
        {
            return name.Success ? DateOnly.MinValue : null;
        }

        string stated = string.Join('\n', formats.Select((_, index) => name.Groups[$"day{index}"].Value));
        return DateOnly.TryParseExact(stated, string.Join('\n', formats), CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? day
            : null;
    }

    [GeneratedRegex(@"\{(?<day>[^{}]*)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Braces();

    [GeneratedRegex("^(?=.*[yMd])(?:yyyy|yy|MM|dd|[._-])+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DayFormat();
}

/// <summary>A file of a folder, as its listing shows it.</summary>
/// <param name="Name">Name without folder.</param>
/// <param name="ModifiedAt">Time stamp, or null when the listing gives none.</param>
internal sealed record ListedFile(string Name, DateTimeOffset? ModifiedAt);
