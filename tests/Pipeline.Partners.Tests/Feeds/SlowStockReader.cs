using System.Globalization;
using System.Text;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;

namespace Pipeline.Partners.Tests.Feeds;

/// <summary>The obvious way: split every line of both files and compare dictionaries. For the headed stock layout only.</summary>
internal sealed class SlowStockReader
{
    private readonly Dictionary<string, List<Row>> articles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RowOrigin> rejected = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RowOrigin> standing = new(StringComparer.Ordinal);

    /// <summary>Reads a file.</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="previous">The file before it: whose articles stand although their rows here are rejected.</param>
    public SlowStockReader(byte[] file, SlowStockReader? previous)
    {
        long offset = 0;
        int number = 0;
        foreach (string line in Encoding.Latin1.GetString(file).Split('\n'))
        {
            number++;
            string row = line.EndsWith('\r') ? line[..^1] : line;
            if (number > 1 && row.Trim(' ', '\t').Length > 0)
            {
                Take(row, new RowOrigin(number, offset, offset + row.Length - 1));
            }

            offset += line.Length + 1;
        }

        foreach ((string key, RowOrigin origin) in rejected)
        {
            if (!articles.ContainsKey(key) && previous is not null && (previous.articles.ContainsKey(key) || previous.standing.ContainsKey(key)))
            {
                standing.Add(key, origin);
            }
        }
    }

    public int Rows { get; private set; }

    /// <summary>Articles among the added ones of <see cref="Changes"/> that had stood all the while.</summary>
    public int Returned { get; private set; }

    public int Failed { get; private set; }

    public int Warnings { get; private set; }

    public List<long> FailedLines { get; } = [];

    public int Articles => articles.Count;

    public int Folded => articles.Values.Sum(rows => rows.Count - 1);

    public int ZeroStock => articles.Values.Count(rows => Facts(rows) is { Local: 0, Central: 0 or null });

    /// <summary>The changes from <paramref name="previous"/> to this file as text, ordered by key.</summary>
    public List<string> Changes(SlowStockReader? previous)
    {
        Dictionary<string, List<Row>> before = previous?.articles ?? [];
        List<string> changes = [];
        Dictionary<string, RowOrigin> stood = previous?.standing ?? [];
        foreach (string key in before.Keys.Union(articles.Keys).Union(stood.Keys).Except(standing.Keys).Order(StringComparer.Ordinal))
        {
            List<Row>? old = before.GetValueOrDefault(key);
            List<Row>? current = articles.GetValueOrDefault(key);
            if (old is null && current is null)
            {
                changes.Add(Describe(key, ChangeKind.Removed, CatalogFields.Stocks, key, new StockFacts(), stood[key]));
            }
            else if (old is null)
            {
                Returned += stood.ContainsKey(key) ? 1 : 0;
                changes.Add(Describe(key, ChangeKind.Added, CatalogFields.Stocks, Shown(current!), Facts(current!), current![0].Origin));
            }
            else if (current is null)
            {
                changes.Add(Describe(key, ChangeKind.Removed, CatalogFields.Stocks, Shown(old), Facts(old), old[0].Origin));
            }
            else if (StockFacts.Difference(Facts(old), Facts(current)) is not CatalogFields.None and var fields)
            {
                changes.Add(Describe(key, ChangeKind.Changed, fields, Shown(current), Facts(current), current[0].Origin));
            }
        }

        return changes;
    }

    public static string Describe(FeedChange change) =>
        Describe(change.Key, change.Kind, change.Fields, change.Facts.Sku.AsShown, change.Facts.Stock!, change.Origin);

    private static string Describe(string key, ChangeKind kind, CatalogFields fields, string shown, StockFacts facts, RowOrigin origin) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{key} {kind} {fields} {shown} {facts.Local}/{facts.Central} [{string.Join(' ', facts.Plants)}] {origin}");

    private static string Shown(List<Row> rows) => rows[0].Fields[0].Trim();

    private static StockFacts Facts(List<Row> rows)
    {
        List<Row> distinct = [.. rows.DistinctBy(row => row.Text)];
        return new StockFacts
        {
            Local = distinct.Sum(row => Math.Max(0, row.Local)),
            Central = distinct.Max(static row => row.Central is { } central ? Math.Max(0, central) : (int?)null),
            Plants = [.. distinct.Where(row => row.Fields[1].Trim().Length > 0).Select(row => new PlantStock(row.Fields[1].Trim(), row.Local))],
        };
    }

    private void Take(string text, RowOrigin origin)
    {
        Rows++;
        string[] fields = text.Split(',');
        if (text.Count(c => c == '"') % 2 == 1 || fields.Length != 4 || !DistributorSku.TryParse(fields[0], out DistributorSku sku)
            || Quantity(fields[2]) is not { } local)
        {
            Failed++;
            FailedLines.Add(origin.Line);
            if (DistributorSku.TryParse(fields[0], out DistributorSku rejected))
            {
                this.rejected.TryAdd(rejected.AsCompared, origin);
            }

            return;
        }

        int? central = Quantity(fields[3]);
        Warnings += central is null ? 1 : 0;
        Row row = new(text, fields, local, central, origin);
        articles.TryAdd(sku.AsCompared, []);
        articles[sku.AsCompared].Add(row);
    }

    private static int? Quantity(string text) =>
        int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) || text.Trim().Length == 0 ? value : null;

    private sealed record Row(string Text, string[] Fields, int Local, int? Central, RowOrigin Origin);
}
