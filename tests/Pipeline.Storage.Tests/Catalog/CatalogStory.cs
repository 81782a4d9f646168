using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Storage.Catalog;
using static Pipeline.Storage.Tests.Catalog.CatalogSamples;

namespace Pipeline.Storage.Tests.Catalog;

/// <summary>Two distributors' files over two days.</summary>
/// <remarks>
/// <c>Schemas/entities/Catalog.v1.jsonl</c> is what the app of commit c3afb4e made of it, in all tables of the catalogue and in
/// <c>Schema</c>; <c>Catalog.v1.answers.txt</c> is what that app found then.
/// </remarks>
internal static class CatalogStory
{
    private static readonly FeedChange[] First =
    [
        .. Enumerable.Range(1, 40).Select(static number => Added($"{7100000 + number}", $"40000000{number:D5}", $"ZT-{number}")),
        Added("7100051", "2007100230014", "AB 100", "ZENTARO"),
        Added("7100052", "2007100230014", "ab100", "OTHERBRAND"),
        Added("7100053", null, "X/1#2|3"),
        Added("7100054", "2007100230021", null),
        Added("71/55", "2007100230038", "ZT-1"),
        Added("7100056", "2007100230045", "GOES"),
    ];

    private static readonly FeedChange[] Others =
    [
        Added("NB001", "2007100230014", "AB100"),
        Added("NB002", "4000000000001", "zt-1", "MERIDIO"),
        Added("NB|03", "4000000000002", "ONLY THERE"),
    ];

    /// <summary>Every GTIN of the story, former ones included.</summary>
    public static IEnumerable<string> Gtins { get; } =
        [.. First.Concat(Others).Select(static change => change.Facts.Product!.Gtin).OfType<string>().Distinct(), "2007100239999", "9999999999999"];

    /// <summary>Every part number of the story, former ones included.</summary>
    public static IEnumerable<string> Mpns { get; } =
        [.. First.Concat(Others).Select(static change => change.Facts.Product!.Mpn).OfType<string>().Distinct(), "NEW-1", "NOBODY'S"];

    /// <summary>What searches for all of them find, a line each.</summary>
    public static async Task<IReadOnlyList<string>> AnswersAsync(CatalogStore store)
    {
        List<string> answers = [];
        foreach (string gtin in Gtins)
        {
            answers.Add($"gtin {gtin}: {Names(await store.FindByGtinAsync(gtin, default))}");
        }

        foreach (string mpn in Mpns)
        {
            answers.Add($"mpn {mpn}: {Names(await store.FindByMpnAsync(mpn, default))}");
        }

        return answers;
    }

    public static async Task WriteAsync(CatalogStore store)
    {
        FeedId price = new("ingram-micro", FeedKind.Price);
        _ = await ImportAsync(store, price, 1, First);
        _ = await ImportAsync(store, new FeedId("ingram-micro", FeedKind.Stock), 1, Stock("7100001", 5), Stock("7100099", 7));
        _ = await ImportAsync(store, new FeedId("ingram-micro", FeedKind.Category), 1, new FeedChange
        {
            Key = "1010",
            Kind = ChangeKind.Added,
            Fields = CatalogFields.Category,
            Origin = default,
            Facts = new FeedFacts { Category = new CategoryPath([new Category("10", "Computers"), new Category("1010", "Notebooks")]) },
        });
        _ = await ImportAsync(store, new FeedId("intcomex", FeedKind.Price), 1, Others);
        _ = await ImportAsync(
            store,
            price,
            2,
            Changed(First[0], "2007100239999", "ZT-1"),
            Changed(First[1], "4000000000002", "NEW-1"),
            Changed(First[42], null, null),
            Removed(First[45]),
            Added("7100057", "2007100230014", "AB100"));
    }

    private static string Names(IEnumerable<CatalogRow> rows) => string.Join(", ", rows.Select(static row => $"{row.Distributor} {row.Sku}"));
}
