using Pipeline.Core.Issues;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Partners.Feeds.Rows;

namespace Pipeline.Partners.Feeds.Files;

/// <summary>Where the columns of one file are.</summary>
internal sealed class FeedLayout
{
    /// <summary>Number of the fields that there are.</summary>
    public static readonly int FieldCount = Enum.GetValues<FeedField>().Length;

    private readonly int[] columns = new int[FieldCount];
    private readonly string?[] names = new string?[FieldCount];

    private FeedLayout(int columnCount, IReadOnlyList<string> unknownColumns)
    {
        ColumnCount = columnCount;
        UnknownColumns = unknownColumns;
        Array.Fill(columns, -1);
    }

    /// <summary>Columns that each row must have.</summary>
    public int ColumnCount { get; }

    /// <summary>Names in the header that the profile does not know.</summary>
    public IReadOnlyList<string> UnknownColumns { get; }

    /// <summary>Index of a field's column, or -1 when the file has none.</summary>
    public int this[FeedField field] => columns[(int)field];

    /// <summary>Name of a field's column as the file or the profile calls it.</summary>
    public string NameOf(FeedField field) => names[(int)field] ?? field.ToString();

    public bool Has(FeedField field) => this[field] >= 0;

    /// <summary>The layout that a header line states.</summary>
    /// <exception cref="FeedRefusedException"><c>FEED_COLUMNS</c>: a mandatory column is missing.</exception>
    public static FeedLayout FromHeader(FeedProfile profile, IReadOnlyList<string> header)
    {
        List<FeedColumn> missing = [.. profile.Columns.Where(column => column.Required && IndexOf(header, column) < 0)];
        List<string> unknown = [.. header.Where(name => name.Length > 0 && !profile.Columns.Any(column => IsNamed(column, name)))];
        if (missing.Count > 0)
        {
            throw new FeedRefusedException(
                IssueCodes.FeedColumns,
                $"The first line of the file lacks the columns {List(missing.Select(column => column.Names[0]))}"
                + (unknown.Count > 0 ? $" and has the unknown columns {List(unknown)}" : string.Empty)
                + $"; the profile {profile.Name} expects them.");
        }

        RefuseTwice(profile, header);
        FeedLayout layout = new(header.Count, unknown);
        foreach (FeedColumn column in profile.Columns)
        {
            layout.Place(column, IndexOf(header, column), header);
        }

        return layout;
    }

    /// <summary>The layout of a file without a header.</summary>
    public static FeedLayout FromPositions(FeedProfile profile)
    {
        FeedLayout layout = new(profile.Columns.Max(column => column.Position ?? 0), []);
        foreach (FeedColumn column in profile.Columns.Where(column => column.Position is not null))
        {
            layout.Place(column, column.Position!.Value - 1, []);
        }

        return layout;
    }

    /// <summary>Whether a first line is a header: it names every mandatory column.</summary>
    public static bool IsHeader(FeedProfile profile, IReadOnlyList<string> fields) =>
        profile.Columns.Where(column => column.Required).All(column => IndexOf(fields, column) >= 0);

    /// <summary>
    /// Whether a first line that should be a row is a header that nobody knows: where the profile has quantities and prices,
    /// each that is not blank is text without a digit.
    /// </summary>
    public static bool IsUnknownHeader(FeedProfile profile, IReadOnlyList<string> fields)
    {
        string[] numbers =
        [
            .. profile.Columns
                .Where(column => column.Position is { } position && position <= fields.Count && ColumnMarks.IsNumber(column.Field))
                .Select(column => fields[column.Position!.Value - 1]).Where(static text => text.Any(char.IsLetter) || text.Any(char.IsAsciiDigit)),
        ];
        return numbers.Length > 0 && !numbers.Any(static text => text.Any(char.IsAsciiDigit) || text.Equals("X", StringComparison.OrdinalIgnoreCase) || text.Equals("NaN", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Number of fields that name a column of the profile.</summary>
    public static int KnownNames(FeedProfile profile, IReadOnlyList<string> fields) =>
        fields.Count(name => profile.Columns.Any(column => IsNamed(column, name)));

    /// <summary>Two columns of one meaning: which of them counts nobody has said.</summary>
    private static void RefuseTwice(FeedProfile profile, IReadOnlyList<string> header)
    {
        foreach (IGrouping<FeedField, FeedColumn> field in profile.Columns.Where(static column => column.Field != FeedField.Ignored).GroupBy(static column => column.Field))
        {
            int[] found = [.. Enumerable.Range(0, header.Count).Where(i => field.Any(column => IsNamed(column, header[i])))];
            if (found.Length > 1)
            {
                throw new FeedRefusedException(
                    IssueCodes.FeedColumns,
                    $"The first line of the file has {found.Length} columns for {field.Key}, of which the profile {profile.Name} expects one: "
                    + $"{string.Join(" and ", found.Select(i => FormattableString.Invariant($"'{header[i]}' (column {i + 1})")))}.");
            }
        }
    }

    private void Place(FeedColumn column, int index, IReadOnlyList<string> header)
    {
        int field = (int)column.Field;
        if (column.Field != FeedField.Ignored && index >= 0 && columns[field] < 0)
        {
            columns[field] = index;
            names[field] = header.Count > 0 ? header[index] : column.Names is [var name, ..] ? name : null;
        }
    }

    private static int IndexOf(IReadOnlyList<string> header, FeedColumn column)
    {
        for (int i = 0; i < header.Count; i++)
        {
            if (IsNamed(column, header[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsNamed(FeedColumn column, string name) =>
        column.Names.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Take(20).Select(name => $"'{name}'"));
}
