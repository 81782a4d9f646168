using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Prices;
using Pipeline.Core.Orders.Progress;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Orders.Sourcing;

/// <summary>Counts and makes promises of pieces. No piece is promised to two orders.</summary>
/// <remarks>
/// A promise is stored before the purchase order that it is for. It counts while that order's record says so: until the
/// distributor has booked the line and a newer figure of its stock has come, or until the line is rejected or cancelled. So
/// nobody has to take one back, and what a crash leaves behind ends by itself.
/// </remarks>
public sealed class PromisedUnits(IPromiseStore store, IOrderStore orders, TimeProvider clock)
{
    private const int ConflictLimit = 50;

    /// <summary>How long a promise counts whose purchase order is not stored yet; no step of an order takes that long.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);

    /// <summary>The promises of an article.</summary>
    public Task<StoredPromises> FindAsync(string distributor, string sku, CancellationToken cancellationToken) =>
        store.FindAsync(distributor, sku, cancellationToken);

    /// <summary>Those promises that still count, each with the pieces that it counts for.</summary>
    /// <param name="article">Distributor and article number.</param>
    /// <param name="promises">Those to look at.</param>
    /// <param name="stockAt">Time of the figure that they are taken from, UTC; null when it is not known.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<Promise>> LivingAsync(
        (string Distributor, string Sku) article, IEnumerable<Promise> promises, DateTimeOffset? stockAt, CancellationToken cancellationToken)
    {
        List<Promise> living = [];
        foreach (IGrouping<string, Promise> others in promises.GroupBy(static promise => promise.OrderId))
        {
            OrderRecord? record = (await orders.FindAsync(others.Key, cancellationToken))?.Record;
            living.AddRange(others.Select(promise => promise with { Quantity = Count(article, promise, record, stockAt) })
                .Where(static promise => promise.Quantity > 0));
        }

        return living;
    }

    /// <summary>Promises pieces, if nobody has been promised any of the article since the promises were read.</summary>
    /// <param name="article">Distributor and article number.</param>
    /// <param name="before">As read.</param>
    /// <param name="living">Those that still count; the others are forgotten.</param>
    /// <param name="own">The new ones.</param>
    /// <param name="cancellationToken">Gives up; the promise may have been stored.</param>
    /// <returns>False when somebody else was faster: choose again.</returns>
    public async Task<bool> TryPromiseAsync(
        (string Distributor, string Sku) article, StoredPromises before, IReadOnlyList<Promise> living, IReadOnlyList<Promise> own, CancellationToken cancellationToken)
    {
        bool isThere = own.All(promise => before.Promises.Any(known => known with { At = promise.At } == promise));
        return isThere || await store.TryReplaceAsync(
            article.Distributor, article.Sku, before,
            [.. before.Promises.Where(promise => living.Any(other => IsSame(other, promise)) && !own.Any(other => IsSame(other, promise))), .. own],
            cancellationToken);
    }

    /// <summary>Pieces that others were promised before a line, of what the distributor says that it has; makes its promise where there is none.</summary>
    /// <param name="record">The order.</param>
    /// <param name="purchase">The purchase order that is to bring the line.</param>
    /// <param name="line">The line.</param>
    /// <param name="answer">What the distributor says.</param>
    /// <param name="cancellationToken">Gives up; the promise may have been made.</param>
    /// <exception cref="InvalidOperationException">Others were faster again and again; nothing was promised.</exception>
    public async Task<int> AheadAsync(
        OrderRecord record, PurchaseOrder purchase, PurchaseOrderLine line, PriceAnswer answer, CancellationToken cancellationToken)
    {
        (string Distributor, string Sku) article = (purchase.Distributor, line.Sku.AsCompared);
        Promise own = new(record.Order.OrderId, purchase.Number.Value, line.LineNumber.Value, line.Quantity, clock.GetUtcNow());
        StoredPromises stored = await store.FindAsync(article.Distributor, article.Sku, cancellationToken);
        for (int conflicts = 1; !record.IsTest && !await TryPromiseAsync(article, stored, stored.Promises, [own], cancellationToken); conflicts++)
        {
            if (conflicts == ConflictLimit)
            {
                throw new InvalidOperationException(
                    $"Pieces of {article.Distributor} {article.Sku} were promised to others {ConflictLimit} times in a row; try again.");
            }

            stored = await store.FindAsync(article.Distributor, article.Sku, cancellationToken);
        }

        List<Promise> before = [.. stored.Promises.TakeWhile(promise => !IsSame(promise, own))];
        int most = before.Sum(static promise => promise.Quantity);
        return answer.Available - most >= line.Quantity
            ? most
            : (await LivingAsync(article, before, answer.At, cancellationToken)).Sum(static promise => promise.Quantity);
    }

    /// <summary>Whether two promises are for the same line of the same purchase order.</summary>
    internal static bool IsSame(Promise one, Promise other) => (one.Number, one.Line) == (other.Number, other.Line);

    private int Count((string Distributor, string Sku) article, Promise promise, OrderRecord? record, DateTimeOffset? stockAt)
    {
        if (record is null || record.Order.IsCancelled)
        {
            return 0;
        }

        PurchaseOrder? purchase = record.Order.PurchaseOrders.FirstOrDefault(order => order.Number.Value == promise.Number);
        if (purchase is null)
        {
            return promise.At + Grace > clock.GetUtcNow() ? promise.Quantity : 0;
        }

        PurchaseOrderLine? line = purchase.Distributor != article.Distributor ? null
            : purchase.Lines.FirstOrDefault(line => line.LineNumber.Value == promise.Line && line.Sku.AsCompared == article.Sku);
        return (line, purchase.Phase) switch
        {
            (null, _) => 0,
            (_, PurchasePhase.Planned or PurchasePhase.Sending) => line.Quantity,
            (_, PurchasePhase.Acknowledged) => CountOf(purchase, line, record, stockAt),
            _ => 0,
        };
    }

    private static int CountOf(PurchaseOrder purchase, PurchaseOrderLine line, OrderRecord record, DateTimeOffset? stockAt)
    {
        LineProgress progress = purchase.Progress().Lines.First(one => one.LineNumber == line.LineNumber);
        bool isBooked = progress.State is not (LineState.Open or LineState.Sent or LineState.Received);
        bool isOver = stockAt is { } at ? at > BookedAt(purchase, record) : record.IsEnded;
        return isBooked && isOver ? 0 : progress.Due;
    }

    private static DateTimeOffset BookedAt(PurchaseOrder purchase, OrderRecord record)
    {
        DateTimeOffset ours = record.Attempt(purchase.Number).AcknowledgedAt ?? record.ReceivedAt;
        DateTimeOffset theirs = purchase.Documents.Messages.Select(static message => message.VersionTime).DefaultIfEmpty(ours).Min();
        return ours > theirs ? ours : theirs;
    }
}
