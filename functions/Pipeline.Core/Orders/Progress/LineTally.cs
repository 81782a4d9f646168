using Pipeline.Core.Catalog;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders.Purchasing;

namespace Pipeline.Core.Orders.Progress;

/// <summary>Adds up what the documents say about one line, then settles it.</summary>
/// <remarks>The documents of a kind come from the oldest to the newest.</remarks>
internal sealed class LineTally(PurchaseOrderLine line)
{
    private readonly SortedSet<string> serials = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Tracking> tracking = new(StringComparer.Ordinal);
    private int confirmed;
    private int backOrdered;
    private int rejected;
    private int voided;
    private int? statusBackOrdered;
    private bool isPaid;
    private bool isHeard;
    private DateTimeOffset respondedAt = DateTimeOffset.MinValue;
    private DateTimeOffset dateAt = DateTimeOffset.MinValue;
    private DateOnly? date;
    private decimal? price;
    private DistributorSku? substitute;
    private string? reason;
    private string? text;
    private DateTimeOffset textAt = DateTimeOffset.MinValue;

    public PurchaseOrderLine Line => line;

    public int Shipped { get; private set; }

    public int Invoiced { get; private set; }

    public int Credited { get; private set; }

    /// <summary>The distributor has spoken of the line, whatever can be concluded from it.</summary>
    public void Hear() => isHeard = true;

    /// <summary>Keeps the distributor's newest words.</summary>
    public void Quote(string? text, DateTimeOffset at)
    {
        if (!string.IsNullOrWhiteSpace(text) && at >= textAt)
        {
            (this.text, textAt) = (text, at);
        }
    }

    public void Respond(OrderResponseLine response, DateTimeOffset at, bool isOrderRejected)
    {
        int kept = response.Confirmed + response.BackOrdered;
        confirmed += response.Confirmed;
        backOrdered += response.BackOrdered;
        rejected += Math.Max(0, response.Requested - kept);
        reason = response.ReasonCode ?? reason;
        isHeard = true;
        respondedAt = at;
        if (response.Status == ResponseLineStatus.Rejected || isOrderRejected)
        {
            return;
        }

        price = response.UnitPrice ?? price;
        substitute = response.Sku is { } sku && sku.AsCompared != line.Sku.AsCompared ? sku : substitute;
        Expect(response.DeliveryDate, at);
    }

    public void RejectAll(string? reason, DateTimeOffset at)
    {
        rejected = line.Quantity;
        this.reason ??= reason;
        respondedAt = at;
    }

    public void Report(OrderStatusLine status, DateTimeOffset at, bool isVoided, bool isPaid)
    {
        this.isPaid |= isPaid;
        voided += isVoided ? Math.Max(0, status.Ordered - status.Shipped) : 0;
        if (at > respondedAt && !isVoided)
        {
            statusBackOrdered = (statusBackOrdered ?? 0) + status.BackOrdered;
        }

        Expect(status.DeliveryDate, at);
    }

    public void VoidAll() => voided = line.Quantity;

    public void Pay()
    {
        isPaid = true;
        isHeard = true;
    }

    public void Despatch(DespatchLine carton)
    {
        Shipped += carton.Quantity;
        isHeard = true;
        serials.UnionWith(carton.SerialNumbers);
        foreach (Tracking tracking in carton.Tracking)
        {
            this.tracking.TryAdd(tracking.Number, tracking);
        }
    }

    /// <summary>Takes serial numbers that came without a line.</summary>
    public void Own(IEnumerable<string> numbers) => serials.UnionWith(numbers);

    public void Bill(int quantity, bool isCredit)
    {
        Invoiced += isCredit ? 0 : quantity;
        Credited += isCredit ? quantity : 0;
        isHeard = true;
    }

    public LineProgress Settle(LineState silent)
    {
        int ordered = line.Quantity;

        // Goods that left were neither rejected nor voided, whatever an older message says.
        int notShipped = Math.Max(0, ordered - Shipped);
        int accepted = Math.Min(ordered, this.confirmed + this.backOrdered);
        int rejected = Math.Min(this.rejected, Math.Min(notShipped, ordered - accepted));
        int voided = Math.Min(this.voided, notShipped - rejected);
        int open = ordered - rejected - voided;
        int backOrdered = Math.Min(statusBackOrdered ?? Math.Min(this.backOrdered, accepted - Math.Min(accepted, this.confirmed)), open);
        int confirmed = Math.Max(Math.Min(accepted, open) - backOrdered, Math.Min(Shipped, open));
        LineProgress progress = new()
        {
            LineNumber = line.LineNumber,
            Sku = line.Sku,
            Substitute = substitute,
            Ordered = ordered,
            Confirmed = confirmed,
            BackOrdered = Math.Min(backOrdered, open - confirmed),
            Rejected = rejected,
            Voided = voided,
            Shipped = Shipped,
            Invoiced = Invoiced,
            Credited = Credited,
            UnitPrice = price ?? line.UnitPrice,
            ReasonCode = rejected > 0 ? reason : null,
            Text = text,
            DeliveryDate = date,
            IsPaid = isPaid,
            SerialNumbers = [.. serials],
            Tracking = [.. tracking.Values],
            State = LineState.Open,
        };
        return progress with { State = LineStates.Of(progress, isHeard ? LineState.Received : silent) };
    }

    private void Expect(DateOnly? date, DateTimeOffset at)
    {
        if (date is not null && at >= dateAt)
        {
            (this.date, dateAt) = (date, at);
        }
    }
}
