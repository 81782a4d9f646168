using Pipeline.Core.Issues;

namespace Pipeline.Core.Catalog.Joining;

/// <summary>Which articles, of any distributors, are the same product.</summary>
/// <remarks>
/// Joined by GTIN, else by brand and manufacturer part number, both normalised (<see cref="ProductKey"/>). A GTIN under which
/// two articles differ in brand and in part number joins nothing; a brand and part number that several articles of one
/// distributor have joins nothing either. What is not known differs from nothing; an article that is not active any more is
/// neither joined nor does it contradict. Pure: the order of the articles means nothing.
/// </remarks>
/// <param name="Products">Every article once, those of one product together; products and articles by distributor and number.</param>
/// <param name="Contradictions">What was not joined although a key says so.</param>
public sealed record ProductJoin(IReadOnlyList<IReadOnlyList<CatalogEntry>> Products, IReadOnlyList<JoinContradiction> Contradictions)
{
    /// <summary>Joins articles, each given once or more often.</summary>
    public static ProductJoin Of(IEnumerable<CatalogEntry> articles)
    {
        CatalogEntry[] all =
        [
            .. articles.DistinctBy(static article => (article.Distributor, article.Sku))
                .OrderBy(static article => article.Distributor, StringComparer.Ordinal)
                .ThenBy(static article => article.Sku, StringComparer.Ordinal),
        ];
        Joining joining = new(all);
        List<JoinContradiction> contradictions = [.. joining.ByGtin(), .. joining.ByBrandAndPart()];
        return new ProductJoin(joining.Products(), contradictions);
    }

    /// <summary>The codes of what keeps an article from being joined; empty as a rule.</summary>
    public IReadOnlyList<string> IssuesOf(CatalogEntry article) =>
    [
        .. Contradictions.Where(contradiction => contradiction.Articles.Any(one => IsSame(one, article)))
            .Select(static contradiction => contradiction.Issue.Code).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>The product that an article belongs to, the article included; empty when the article is not among those joined.</summary>
    public IReadOnlyList<CatalogEntry> ProductOf(CatalogEntry article) =>
        Products.FirstOrDefault(product => product.Any(one => IsSame(one, article))) ?? [];

    /// <summary>Why nobody can tell which product a GTIN means: <c>PRODUCT_AMBIGUOUS</c>; null when it means one.</summary>
    /// <param name="gtin">The GTIN in the form of <see cref="CatalogEntry.Gtin"/>.</param>
    /// <param name="where">Place for the issue, for example <c>line 1</c>.</param>
    public Issue? AmbiguityOf(string gtin, string? where) => Contradictions.FirstOrDefault(one => one.Gtin == gtin) is { } found
        ? new Issue(IssueCodes.ProductAmbiguous, where, gtin)
            .With("articles", string.Join(", ", found.Articles.Select(static article => $"{article.Distributor} {article.Sku}")))
        : null;

    private static bool IsSame(CatalogEntry one, CatalogEntry other) => one.Distributor == other.Distributor && one.Sku == other.Sku;

    /// <summary>Sets of articles that grow together.</summary>
    private sealed class Joining(CatalogEntry[] articles)
    {
        private readonly int[] sets = [.. Enumerable.Range(0, articles.Length)];
        private readonly ProductKey?[] keys = [.. articles.Select(static article => article.Active ? ProductKey.Of(article) : null)];
        private readonly List<int[]> contradicted = [];

        public IEnumerable<JoinContradiction> ByGtin()
        {
            foreach (IGrouping<string?, int> gtin in Groups(i => articles[i].Active ? articles[i].Gtin : null))
            {
                int[] members = [.. gtin];
                int[] against = Contradicting(members);
                if (against.Length == 0)
                {
                    Unite(members);
                    continue;
                }

                contradicted.Add(against);
                yield return Contradiction(IssueCodes.JoinContradicted, gtin.Key!, gtin.Key, against);
            }
        }

        public IEnumerable<JoinContradiction> ByBrandAndPart()
        {
            foreach (IGrouping<ProductKey?, int> key in Groups(i => keys[i]))
            {
                int[] members = [.. key];
                if (members.Select(member => sets[member]).Distinct().Count() == 1)
                {
                    continue;
                }

                if (members.Select(member => articles[member].Distributor).Distinct(StringComparer.Ordinal).Count() == members.Length)
                {
                    Unite(members);
                    continue;
                }

                CatalogEntry first = articles[members[0]];
                yield return Contradiction(IssueCodes.JoinAmbiguous, $"{first.Brand} {first.Mpn}", null, members);
            }
        }

        /// <summary>The sets. Where a chain of keys led to both sides of a contradiction, its articles stand alone.</summary>
        public IReadOnlyList<IReadOnlyList<CatalogEntry>> Products()
        {
            HashSet<int> broken =
            [
                .. contradicted.SelectMany(side => side.GroupBy(member => sets[member]))
                    .Where(set => Contradicting([.. set]).Length > 0).Select(static set => set.Key),
            ];
            return
            [
                .. Enumerable.Range(0, articles.Length).GroupBy(i => broken.Contains(sets[i]) ? ~i : sets[i])
                    .Select(set => set.Select(i => articles[i]).ToArray()),
            ];
        }

        private IGrouping<TKey, int>[] Groups<TKey>(Func<int, TKey> keyOf) =>
            [.. Enumerable.Range(0, articles.Length).GroupBy(keyOf).Where(static group => group.Key is not null)];

        /// <summary>Those that differ from another one in brand and in part number.</summary>
        private int[] Contradicting(int[] members)
        {
            ProductKey[] known = [.. members.Select(member => keys[member]).OfType<ProductKey>()];
            Dictionary<string, int> brands = known.CountBy(static key => key.Brand, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
            Dictionary<string, int> parts = known.CountBy(static key => key.Mpn, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
            Dictionary<ProductKey, int> both = known.CountBy(static key => key).ToDictionary();
            return
            [
                .. members.Where(member => keys[member] is { } key && known.Length > brands[key.Brand] + parts[key.Mpn] - both[key]),
            ];
        }

        private void Unite(int[] members)
        {
            HashSet<int> merged = [.. members.Select(member => sets[member])];
            int target = merged.Min();
            for (int i = 0; merged.Count > 1 && i < sets.Length; i++)
            {
                sets[i] = merged.Contains(sets[i]) ? target : sets[i];
            }
        }

        private JoinContradiction Contradiction(string code, string text, string? gtin, int[] members) =>
            new(new Issue(code, null, text), gtin, [.. members.Select(member => articles[member])]);
    }
}
