using System.Collections.Frozen;
using System.Globalization;
using Pipeline.Core.Catalog;
using Pipeline.Core.Issues;
using Pipeline.Core.Messages;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders.Placing;
using Pipeline.Partners.Distributors.Intcomex.Answers;

namespace Pipeline.Partners.Distributors.Intcomex.Orders;

/// <summary>Makes an order at Intcomex into the messages that the life cycle merges.</summary>
internal static class OrderMessages
{
    private static readonly FrozenDictionary<string, OrderStatusCode> States = new Dictionary<string, OrderStatusCode>(StringComparer.Ordinal)
    {
        ["1"] = OrderStatusCode.Open,
        ["2"] = OrderStatusCode.Released,
        ["3"] = OrderStatusCode.BackOrdered,
        ["4"] = OrderStatusCode.Released,
        [IwsOrderState.Invoiced] = OrderStatusCode.Invoiced,
        [IwsOrderState.Cancelled] = OrderStatusCode.Voided,
        [IwsOrderState.Delivered] = OrderStatusCode.Shipped,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The order as it stands.</summary>
    /// <param name="order">The order.</param>
    /// <param name="number">Our number.</param>
    /// <param name="at">Time of the answer: Intcomex does not say when anything changed, so the later answer counts.</param>
    /// <param name="known">How it stood before: so it stands still where Intcomex's code is unknown; or null.</param>
    public static OrderStatus Status(IwsOrder order, string number, DateTimeOffset at, OrderStatus? known = null)
    {
        bool isKnown = States.TryGetValue(order.State.Code ?? string.Empty, out OrderStatusCode state);
        Issue[] issues = isKnown ? [.. order.Issues] : [.. order.Issues, new Issue(IssueCodes.StatusUnknown, "Status", order.State.Code ?? "none")];
        OrderStatusCode shown = order.OnHold && state is not (OrderStatusCode.Voided or OrderStatusCode.Shipped) ? OrderStatusCode.OnHold : state;
        if (!isKnown && known is not null)
        {
            return known with { Origin = new MessageOrigin { SentAt = at }, StatusCode = order.State.Code, StatusText = order.State.Description, Issues = issues };
        }

        return new OrderStatus
        {
            Origin = new MessageOrigin { SentAt = at },
            PurchaseOrderNumber = number,
            DistributorOrderNumber = order.Number,
            DistributorOrderDate = order.Date,
            Status = shown,
            StatusCode = order.State.Code,
            StatusText = shown == OrderStatusCode.OnHold ? $"{order.HoldId} {order.HoldReason}".Trim() : Words(order),
            SerialNumbers = order.SerialNumbers.Count > 0 ? order.SerialNumbers : null,
            Lines = [.. order.Lines.Select(line => Status(line, state, order.State.Code))],
            Issues = issues.Length > 0 ? issues : null,
        };
    }

    /// <summary>What the answer to <c>placeorder</c> decides: the whole order is taken, at these prices.</summary>
    public static OrderAcknowledgement Acknowledgement(IwsOrder order, OrderCreate sent, string? currency) => new()
    {
        ReturnCode = order.State.Code ?? "200",
        ReturnMessage = order.State.Description,
        DocumentId = order.Number,
        PurchaseOrderNumber = sent.PurchaseOrderNumber.Value,
        ReceivedLineCount = order.Lines.Count,
        ReceiptStatus = order.OnHold ? $"on hold {order.HoldId}".TrimEnd() : null,
        Response = order.OnHold
            ? null
            : Response(order, sent.PurchaseOrderNumber.Value, sent.Lines.ToDictionary(static line => line.LineNumber, static line => line.Quantity), currency),
    };

    /// <summary>That the whole order is taken, at these prices; what is on hold is not taken yet.</summary>
    /// <param name="order">The order.</param>
    /// <param name="number">Our number.</param>
    /// <param name="asked">Pieces by line as we ordered them.</param>
    /// <param name="currency">ISO 4217 code of its currency, or null.</param>
    public static OrderResponse Response(IwsOrder order, string number, Dictionary<LineNumber, int> asked, string? currency) => new()
    {
        PurchaseOrderNumber = number,
        DistributorOrderNumber = order.Number,
        DistributorOrderDate = order.Date,
        Status = ResponseStatus.Accepted,
        StatusCode = order.State.Code,
        StatusText = order.State.Description,
        Currency = currency,
        FreightAmount = order.ShippingFee,
        Lines = [.. order.Lines.Select(line => Response(line, asked))],
        Issues = order.Issues.Count > 0 ? order.Issues : null,
    };

    /// <summary>
    /// The goods that have left; null before. There is no despatch advice: delivered goods have left, and invoiced ones that have a
    /// shipment or are downloaded. No part of an order leaves by itself, so it is one despatch under the number of the order.
    /// </summary>
    public static DespatchAdvice? Advice(IwsOrder order, string number, DateTimeOffset at)
    {
        bool hasLeft = order.State.Code == IwsOrderState.Delivered
            || (order.State.Code == IwsOrderState.Invoiced && (order.Shipments.Count > 0 || order.IsDownloaded));
        return !hasLeft ? null : new DespatchAdvice
        {
            Origin = new MessageOrigin { SentAt = at },
            DespatchAdviceNumber = order.Number,
            PurchaseOrderNumber = number,
            DistributorOrderNumber = order.Number,
            DespatchDate = order.PackDate,
            CarrierCode = order.Shipments.Select(static shipment => shipment.Carrier).FirstOrDefault(static carrier => carrier is not null),
            Lines = [.. order.Lines.Select(line => Despatched(line, order.Shipments))],
        };
    }

    /// <summary>The invoice, with the lines of the order: it has none of its own. A total that is not theirs is an issue.</summary>
    public static Invoice Bill(IwsInvoice invoice, IwsOrder order, string number, string? currency, DateTimeOffset at)
    {
        InvoiceLine[] lines = [.. order.Lines.Select(Billed)];
        decimal goods = lines.Sum(static line => line.Amount ?? 0);
        decimal freight = order.ShippingFee ?? 0;
        decimal tax = order.Tax ?? 0;
        bool agrees = invoice.Total is { } total && (IsNear(total, goods + freight + tax) || IsNear(total, goods + freight) || IsNear(total, goods));
        Issue[] issues =
        [
            .. invoice.Issues,
            .. agrees ? Array.Empty<Issue>() : [new Issue(IssueCodes.MatchTotal, "TransactionAmount", Text(invoice.Total)).Expecting(goods + freight + tax)],
            .. currency is null ? [new Issue(IssueCodes.CurrencyUnknown, "Currency", invoice.CurrencyId ?? "none")] : Array.Empty<Issue>(),
        ];
        return new Invoice
        {
            Origin = new MessageOrigin { SentAt = at },
            InvoiceNumber = invoice.Number,
            PrintedNumber = order.PrintedInvoiceNumber,
            IsPaid = invoice.FullyPaid,
            Kind = InvoiceKind.Invoice,
            Date = invoice.Date,
            DueDate = invoice.DueDate,
            TermsCode = invoice.TermId,
            PurchaseOrderNumbers = [number],
            DistributorOrderNumbers = [order.Number],
            Currency = currency,
            Lines = lines,
            Charges = freight == 0 ? [] : [new InvoiceCharge { Type = "FREIGHT", Amount = freight }],
            Totals = new InvoiceTotals
            {
                Due = invoice.Total, Lines = goods, Charges = freight, Taxable = goods + freight, Vat = order.Tax, LineCount = lines.Length,
                Quantity = lines.Sum(static line => line.Quantity),
            },
            Issues = issues.Length > 0 ? issues : null,
        };
    }

    // Where the warehouse has it belongs to the words about the state.
    private static string? Words(IwsOrder order)
    {
        string pick = order.PickNumber is { } picked ? $", pick {picked}" : string.Empty;
        string pack = order.PackNumber is { } packed ? $", pack {packed}" : string.Empty;
        return order.State.Description is { } words ? $"{words}{pick}{pack}" : null;
    }

    private static DespatchLine Despatched(IwsOrderLine line, IReadOnlyList<IwsShipment> shipments) => new()
    {
        LineNumber = LineNumber.TryParse(line.StoreItemId, out LineNumber ours) ? ours : null,
        DistributorLineNumber = NumberOf(line),
        Sku = SkuOf(line),
        IsUnsure = line.Quantity is null ? true : null,
        Quantity = line.Quantity ?? 0,
        ManufacturerPartNumber = line.Mpn,
        Tracking = [.. shipments.Where(static shipment => shipment.TrackingId is not null)
            .Select(static shipment => new Tracking(shipment.TrackingId!, shipment.TrackingUrl, shipment.Carrier))],
    };

    private static InvoiceLine Billed(IwsOrderLine line) => new()
    {
        LineNumber = LineNumber.TryParse(line.StoreItemId, out LineNumber ours) ? $"{ours}" : null,
        DistributorLineNumber = NumberOf(line),
        Sku = SkuOf(line),
        IsUnsure = line.Quantity is null ? true : null,
        Quantity = line.Quantity ?? 0,
        ManufacturerPartNumber = line.Mpn,
        UnitPrice = line.UnitPrice,
        Amount = line.ExtendedPrice ?? (line.Quantity * line.UnitPrice),
    };

    private static bool IsNear(decimal one, decimal other) => Math.Abs(one - other) <= 0.01m;

    private static string Text(decimal? amount) => amount?.ToString(CultureInfo.InvariantCulture) ?? "none";

    private static OrderStatusLine Status(IwsOrderLine line, OrderStatusCode state, string? code)
    {
        int ordered = line.Quantity ?? 0;
        return new OrderStatusLine
        {
            LineNumber = LineNumber.TryParse(line.StoreItemId, out LineNumber ours) ? ours : null,
            DistributorLineNumber = NumberOf(line),
            Sku = SkuOf(line),
            Status = state,
            StatusCode = code,
            IsUnsure = line.Quantity is null ? true : null,
            Ordered = ordered,
            Shipped = state == OrderStatusCode.Shipped ? ordered : 0,
            BackOrdered = state == OrderStatusCode.BackOrdered ? ordered : 0,
        };
    }

    private static OrderResponseLine Response(IwsOrderLine line, Dictionary<LineNumber, int> asked)
    {
        bool isOurs = LineNumber.TryParse(line.StoreItemId, out LineNumber ours) && asked.ContainsKey(ours);
        return new OrderResponseLine
        {
            LineNumber = isOurs ? ours : null,
            DistributorLineNumber = NumberOf(line),
            Sku = SkuOf(line),
            ManufacturerPartNumber = line.Mpn,
            Status = ResponseLineStatus.Confirmed,
            IsUnsure = line.Quantity is null ? true : null,
            Requested = isOurs ? asked[ours] : line.Quantity ?? 0,
            Confirmed = line.Quantity ?? 0,
            UnitPrice = line.UnitPrice,
            ExtendedPrice = line.ExtendedPrice,
        };
    }

    private static DistributorLineNumber? NumberOf(IwsOrderLine line) =>
        line.LineNumber is >= 1 and <= 999_999 and var number ? new DistributorLineNumber(number) : null;

    private static DistributorSku? SkuOf(IwsOrderLine line) => DistributorSku.TryParse(line.Sku, out DistributorSku sku) ? sku : null;
}
