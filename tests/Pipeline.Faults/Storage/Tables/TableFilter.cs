using System.Globalization;

namespace Pipeline.Faults.Storage.Tables;

/// <summary>An OData condition: comparisons joined by <c>and</c>, <c>or</c>, <c>not</c> and parentheses.</summary>
internal sealed class TableFilter
{
    private readonly List<string> tokens = [];
    private int at;

    private TableFilter(string text) => Split(text);

    /// <summary>Reads a condition; null is none, which every row fulfils.</summary>
    /// <exception cref="FormatException">It cannot be read.</exception>
    public static Func<TableRow, bool> Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return static _ => true;
        }

        TableFilter filter = new(text);
        Func<TableRow, bool> condition = filter.ReadOr();
        return filter.at == filter.tokens.Count
            ? condition
            : throw new FormatException($"'{filter.tokens[filter.at]}' is too much in {text}");
    }

    private void Split(string text)
    {
        int start = 0;
        while (start < text.Length)
        {
            int end = start + 1;
            if (text[start] == ' ')
            {
                start++;
                continue;
            }

            if (text[start] is not ('(' or ')'))
            {
                bool isQuoted = text[start] == '\'';
                while (end < text.Length && (isQuoted || text[end] is not (' ' or '(' or ')')))
                {
                    isQuoted ^= text[end] == '\'';
                    end++;
                }
            }

            tokens.Add(text[start..end]);
            start = end;
        }
    }

    private Func<TableRow, bool> ReadOr()
    {
        Func<TableRow, bool> left = ReadAnd();
        while (Take("or"))
        {
            (Func<TableRow, bool> first, Func<TableRow, bool> second) = (left, ReadAnd());
            left = row => first(row) || second(row);
        }

        return left;
    }

    private Func<TableRow, bool> ReadAnd()
    {
        Func<TableRow, bool> left = ReadOne();
        while (Take("and"))
        {
            (Func<TableRow, bool> first, Func<TableRow, bool> second) = (left, ReadOne());
            left = row => first(row) && second(row);
        }

        return left;
    }

    private Func<TableRow, bool> ReadOne()
    {
        if (Take("not"))
        {
            Func<TableRow, bool> inner = ReadOne();
            return row => !inner(row);
        }

        if (Take("("))
        {
            Func<TableRow, bool> inner = ReadOr();
            return Take(")") ? inner : throw new FormatException("A parenthesis is not closed.");
        }

        string name = Next();
        string comparison = Next();
        object value = Literal(Next());
        Func<int, bool> holds = comparison switch
        {
            "eq" => static order => order == 0,
            "ne" => static order => order != 0,
            "gt" => static order => order > 0,
            "ge" => static order => order >= 0,
            "lt" => static order => order < 0,
            "le" => static order => order <= 0,
            _ => throw new FormatException($"'{comparison}' compares nothing."),
        };
        return row => Compare(row[name], value) is { } order && holds(order);
    }

    private bool Take(string token)
    {
        bool isNext = at < tokens.Count && tokens[at] == token;
        at += isNext ? 1 : 0;
        return isNext;
    }

    private string Next() => at < tokens.Count ? tokens[at++] : throw new FormatException("The condition ends too early.");

    // A row without the property, or with another type, is not found.
    private static int? Compare(object? cell, object value) => (cell, value) switch
    {
        (string left, string right) => string.CompareOrdinal(left, right),
        (bool left, bool right) => left.CompareTo(right),
        (Guid left, Guid right) => left.CompareTo(right),
        (DateTimeOffset left, DateTimeOffset right) => left.CompareTo(right),
        (byte[] left, byte[] right) => left.AsSpan().SequenceCompareTo(right),
        (int or long or double, int or long or double) =>
            Convert.ToDouble(cell, CultureInfo.InvariantCulture).CompareTo(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        _ => null,
    };

    private static object Literal(string token) => token switch
    {
        "true" => true,
        "false" => false,
        ['\'', .., '\''] => Quoted(token),
        _ when token.StartsWith("datetime'", StringComparison.Ordinal) => DateTimeOffset.Parse(
            Quoted(token["datetime".Length..]), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        _ when token.StartsWith("guid'", StringComparison.Ordinal) => Guid.Parse(Quoted(token["guid".Length..])),
        _ when token.StartsWith("X'", StringComparison.Ordinal) => Convert.FromHexString(Quoted(token[1..])),
        [.. var digits, 'L'] => long.Parse(digits, CultureInfo.InvariantCulture),
        _ when token.AsSpan().ContainsAny('.', 'E') => double.Parse(token, NumberStyles.Float, CultureInfo.InvariantCulture),
        _ => int.Parse(token, CultureInfo.InvariantCulture),
    };

    private static string Quoted(string token) => token[1..^1].Replace("''", "'", StringComparison.Ordinal);
}
