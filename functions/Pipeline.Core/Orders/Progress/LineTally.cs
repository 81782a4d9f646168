using Pipeline.Core.Catalog;
using Pipeline.Core.Orders.Messages;
using Pipeline.Core.Orders.Purchasing;

namespace Pipeline.Core.Orders.Progress;

/// <summary>Adds up what the documents say about one line, then settles it.</summary>
/// <remarks>The documents of a kind come from the oldest to the newest.</remarks>
internal sealed class LineTally(PurchaseOrderLine line)
{
    private readonly SortedSet<string> _serials = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Tracking> _tracking = new(StringComparer.Ordinal);
    private int _confirmed;
    private int _backOrdered;
    private int _rejected;
    private int _voided;
    private int? _statusBackOrdered;
    private bool _isPaid;
    private bool _isHeard;
    private DateTimeOffset _respondedAt = DateTimeOffset.MinValue;
    private DateTimeOffset _dateAt = DateTimeOffset.MinValue;
    private DateOnly? _date;
    private decimal? _price;
    private DistributorSku? _substitute;
    private string? _reason;
    private string? _text;
    private DateTimeOffset _textAt = DateTimeOffset.MinValue;

    public PurchaseOrderLine Line => line;

    public int Shipped { get; private set; }

    public int Invoiced { get; private set; }

    public int Credited { get; private set; }

    /// <summary>The distributor has spoken of the line, whatever can be concluded from it.</summary>
    public void Hear() => _isHeard = true;

    /// <summary>Keeps the distributor's newest words.</summary>
    public void Quote(string? text, DateTimeOffset at)
    {
        if (!string.IsNullOrWhiteSpace(text) && at >= _textAt)
        {
            (_text, _textAt) = (text, at);
        }
    }

    public void Respond(OrderResponseLine response, DateTimeOffset at, bool isOrderRejected)
    {
        int kept = response.Confirmed + response.BackOrdered;
        _confirmed += response.Confirmed;
        _backOrdered += response.BackOrdered;
        _rejected += Math.Max(0, response.Requested - kept);
        _reason = response.ReasonCode ?? _reason;
        _isHeard = true;
        _respondedAt = at;
        if (response.Status == ResponseLineStatus.Rejected || isOrderRejected)
        {
            return;
        }

        _price = response.UnitPrice ?? _price;
        _substitute = response.Sku is { } sku && sku.AsCompared != line.Sku.AsCompared ? sku : _substitute;
        Expect(response.DeliveryDate, at);
    }

    public void RejectAll(string? reason, DateTimeOffset at)
    {
        _rejected = line.Quantity;
        _reason ??= reason;
        _respondedAt = at;
    }

    public void Report(OrderStatusLine status, DateTimeOffset at, bool isVoided, bool isPaid)
    {
        _isPaid |= isPaid;
        _voided += isVoided ? Math.Max(0, status.Ordered - status.Shipped) : 0;
        if (at > _respondedAt && !isVoided)
        {
            _statusBackOrdered = (_statusBackOrdered ?? 0) + status.BackOrdered;
        }

        Expect(status.DeliveryDate, at);
    }

    public void VoidAll() => _voided = line.Quantity;

    public void Pay()
    {
        _isPaid = true;
        _isHeard = true;
    }

    public void Despatch(DespatchLine carton)
    {
        Shipped += carton.Quantity;
        _isHeard = true;
        _serials.UnionWith(carton.SerialNumbers);
        foreach (Tracking tracking in carton.Tracking)
        {
            _tracking.TryAdd(tracking.Number, tracking);
        }
    }

    public void Bill(int quantity, bool isCredit)
    {
        Invoiced += isCredit ? 0 : quantity;
        Credited += isCredit ? quantity : 0;
        _isHeard = true;
    }

    public LineProgress Settle(LineState silent)
    {
        int ordered = line.Quantity;

        // Goods that left were neither rejected nor voided, whatever an older message says.
        int notShipped = Math.Max(0, ordered - Shipped);
        int accepted = Math.Min(ordered, _confirmed + _backOrdered);
        int rejected = Math.Min(_rejected, Math.Min(notShipped, ordered - accepted));
        int voided = Math.Min(_voided, notShipped - rejected);
        int open = ordered - rejected - voided;
        int backOrdered = Math.Min(_statusBackOrdered ?? Math.Min(_backOrdered, accepted - Math.Min(accepted, _confirmed)), open);
        int confirmed = Math.Max(Math.Min(accepted, open) - backOrdered, Math.Min(Shipped, open));
        LineProgress progress = new()
        {
            LineNumber = line.LineNumber,
            Sku = line.Sku,
            Substitute = _substitute,
            Ordered = ordered,
            Confirmed = confirmed,
            BackOrdered = Math.Min(backOrdered, open - confirmed),
            Rejected = rejected,
            Voided = voided,
            Shipped = Shipped,
            Invoiced = Invoiced,
            Credited = Credited,
            UnitPrice = _price ?? line.UnitPrice,
            ReasonCode = rejected > 0 ? _reason : null,
            Text = _text,
            DeliveryDate = _date,
            IsPaid = _isPaid,
            SerialNumbers = [.. _serials],
            Tracking = [.. _tracking.Values],
            State = LineState.Open,
        };
        return progress with { State = LineStates.Of(progress, _isHeard ? LineState.Received : silent) };
    }

    private void Expect(DateOnly? date, DateTimeOffset at)
    {
        if (date is not null && at >= _dateAt)
        {
            (_date, _dateAt) = (date, at);
        }
    }
}
