using Pipeline.Core.Catalog.Facts;
using System.Globalization;
using Pipeline.Core.Feeds.Changes;
using Pipeline.Core.Feeds.Landing;

namespace Pipeline.Core.History;

/// <summary>Writes the history of price and stock: a row for each article whose price or stock a file has changed.</summary>
/// <remarks>
/// An article that a file names for the first time has no history yet: its first change says what was before. So the first file
/// of a feed writes nothing.
/// </remarks>
public sealed class ArticleHistoryWriter(IChangeSetStore changeSets, IArticleHistory history)
{
    private const int WrittenAtOnce = 20_000;

    /// <summary>Writes what a published change set says. Repeatable; nothing when the set is gone.</summary>
    public async Task WriteAsync(string blob, CancellationToken cancellationToken)
    {
        if (!TryRead(blob, out string? distributor, out DateTimeOffset at, out string? execution))
        {
            return;
        }

        List<ArticleChange> changes = [];
        try
        {
            await foreach (ChangeLine line in changeSets.ReadLinesAsync(blob, cancellationToken))
            {
                changes.AddRange(Of(line, at, execution!) is { } change ? [change] : []);
                if (changes.Count == WrittenAtOnce)
                {
                    await history.WriteAsync(distributor!, changes, cancellationToken);
                    changes.Clear();
                }
            }
        }
        catch (FileNotFoundException)
        {
            // It expired while it waited for its turn.
            return;
        }

        await history.WriteAsync(distributor!, changes, cancellationToken);
    }

    /// <summary>What a line says of price and stock; null when it says nothing new of either.</summary>
    internal static ArticleChange? Of(ChangeLine line, DateTimeOffset at, string execution)
    {
        if (line is not { Sku: { } sku, Fields: { } fields, Change: not "added" })
        {
            return null;
        }

        PriceChange price = new(line.From?.Price, line.To?.Price, line.To?.Currency ?? line.From?.Currency);
        StockChange stock = new(StockOf(line.From), StockOf(line.To));
        bool hasPrice = fields.Contains("price") && price.Before != price.After;
        bool hasStock = fields.Contains("stock") && stock.Before != stock.After;
        return hasPrice || hasStock
            ? new ArticleChange { Sku = sku, At = at, ExecutionId = execution, Price = hasPrice ? price : null, Stock = hasStock ? stock : null }
            : null;
    }

    private static int? StockOf(ChangeValues? values) => values is { Local: null, Central: null } or null ? null : (values.Local ?? 0) + (values.Central ?? 0);

    // The name says whose change set it is, when its file began to be applied, and by which execution.
    private static bool TryRead(string blob, out string? distributor, out DateTimeOffset at, out string? execution)
    {
        (distributor, at, execution) = (null, default, null);
        string[] parts = blob.Split('/');
        if (!LandingNames.TryGetFeed(blob, out FeedId feed) || parts.Length != 6 || parts[5].Split('-', 2) is not [{ } time, { } rest] || !rest.EndsWith(".jsonl.gz", StringComparison.Ordinal))
        {
            return false;
        }

        (distributor, execution) = (feed.Distributor, rest[..^".jsonl.gz".Length]);
        return DateTimeOffset.TryParseExact(
            $"{parts[2]}{parts[3]}{parts[4]}{time}", "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out at);
    }
}
