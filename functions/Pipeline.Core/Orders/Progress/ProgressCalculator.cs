using System.Globalization;
using Pipeline.Core.Issues;
using Pipeline.Core.Messages;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders.Purchasing;

namespace Pipeline.Core.Orders.Progress;

/// <summary>
/// Computes where a purchase order stands. Nothing is kept between computations and documents are visited in a fixed order,
/// so the order in which messages arrived cannot matter.
/// </summary>
internal sealed class ProgressCalculator
{
    private readonly PurchaseOrder order;
    private readonly LineMatcher matcher;
    private readonly SortedDictionary<int, LineTally> tallies = [];
    private readonly List<Issue> issues = [];
    private readonly SortedSet<string> distributorOrders = new(StringComparer.Ordinal);

    private ProgressCalculator(PurchaseOrder order)
    {
        this.order = order;
        matcher = new LineMatcher(order.Lines);
        foreach (PurchaseOrderLine line in order.Lines)
        {
            tallies[line.LineNumber.Value] = new LineTally(line);
        }

        Note(order.GivenDistributorOrderNumber);
    }

    public static PurchaseProgress Compute(PurchaseOrder order) => new ProgressCalculator(order).Run();

    private PurchaseProgress Run()
    {
        AddResponses();
        List<OrderStatus> statuses = [.. Documents<OrderStatus>()];
        statuses.ForEach(AddStatus);
        List<DeliveryProgress> deliveries = [.. Documents<DespatchAdvice>().Select(AddAdvice)];
        List<InvoiceProgress> invoices = [.. Documents<Invoice>().Select(AddInvoice)];
        LineState silent = order.Phase switch
        {
            PurchasePhase.Planned or PurchasePhase.Simulated => LineState.Open,
            PurchasePhase.Sending => LineState.Sent,
            _ => LineState.Received,
        };
        List<LineProgress> lines = [.. tallies.Values.Select(tally => tally.Settle(silent))];
        lines.ForEach(CheckLine);
        issues.AddRange(Documents<OrderMessage>().SelectMany(UnreadOf));
        return new PurchaseProgress
        {
            State = State(lines),
            Lines = lines,
            DistributorOrderNumbers = [.. distributorOrders],
            Deliveries = deliveries,
            Invoices = invoices,
            StatusText = statuses.LastOrDefault() is { } newest ? newest.StatusText ?? newest.StatusCode : null,
            Payment = statuses.LastOrDefault(status => status.Payment != PaymentStatus.Unknown)?.Payment ?? PaymentStatus.Unknown,
            SerialNumbers = [.. statuses.SelectMany(SerialNumbersOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            IsOnHold = statuses.Exists(status => status.Status is OrderStatusCode.OnHold or OrderStatusCode.CreditHold),
            Findings = issues,
        };
    }

    /// <summary>What could not be read of a document.</summary>
    private static IEnumerable<Issue> UnreadOf(OrderMessage message) =>
        (message.Issues ?? []).Select(issue => issue with { Where = $"{NameOf(message)}, {issue.Where}" });

    private static IReadOnlyList<string> SerialNumbersOf(OrderStatus status) => status.SerialNumbers ?? [];

    private static string NameOf(OrderMessage message) => message switch
    {
        OrderResponse response => $"OrderResponse {response.DistributorOrderNumber ?? response.PurchaseOrderNumber}",
        OrderStatus status => $"OrderStatus {status.DistributorOrderNumber ?? status.PurchaseOrderNumber}",
        DespatchAdvice advice => $"DespatchAdvice {advice.DespatchAdviceNumber}",
        Invoice invoice => $"Invoice {invoice.InvoiceNumber}",
        _ => message.DocumentKey,
    };

    /// <summary>Documents of a kind from the oldest version to the newest; equal times by key.</summary>
    private IEnumerable<T> Documents<T>()
        where T : OrderMessage =>
        order.Documents.Messages.OfType<T>().OrderBy(message => message.VersionTime)
            .ThenBy(message => message.DocumentKey, StringComparer.Ordinal);

    private OrderState State(List<LineProgress> lines) => order.Phase switch
    {
        PurchasePhase.Simulated => OrderState.Simulated,
        PurchasePhase.Cancelled => OrderState.Cancelled,
        PurchasePhase.Refused when lines.TrueForAll(line => line.State is LineState.Received) => OrderState.Rejected,
        _ => LineStates.OfOrder(lines) is OrderState.Invoiced && !order.IsFollowed ? OrderState.Complete : LineStates.OfOrder(lines),
    };

    /// <summary>
    /// A response without the distributor's number speaks of the whole order: it ends all older ones, and any newer one
    /// ends it.
    /// </summary>
    private void AddResponses()
    {
        List<OrderResponse> responses = [.. Documents<OrderResponse>()];
        int whole = responses.FindLastIndex(response => response.DistributorOrderNumber is null);
        if (whole >= 0)
        {
            responses = whole == responses.Count - 1 ? [responses[whole]] : responses[(whole + 1)..];
        }

        foreach (OrderResponse response in responses)
        {
            Note(response.DistributorOrderNumber);
            IReadOnlyList<LineNumber?> ours = matcher.Learn(response);
            bool isRejected = response.Status == ResponseStatus.Rejected;
            for (int index = 0; index < response.Lines.Count; index++)
            {
                AddResponseLine(response, response.Lines[index], ours[index]);
            }

            if (isRejected && (response.DistributorOrderNumber is null || response.Lines.Count == 0))
            {
                foreach (LineTally tally in tallies.Values)
                {
                    tally.RejectAll(response.ReasonCode, response.VersionTime);
                }
            }
        }
    }

    private void AddResponseLine(OrderResponse response, OrderResponseLine line, LineNumber? ours)
    {
        string where = $"OrderResponse {response.DistributorOrderNumber ?? response.PurchaseOrderNumber}, line {line.LineNumber?.ToString() ?? line.Sku?.AsCompared}";
        if (ours is not { } number)
        {
            Report(IssueCodes.LineUnmatched, where, line.Sku?.AsShown, null);
            return;
        }

        LineTally tally = tallies[number.Value];
        tally.Quote(line.Text ?? (line.Status is ResponseLineStatus.Unknown ? line.StatusCode : null), response.VersionTime);
        if (line.IsUnsure is true)
        {
            tally.Hear();
            return;
        }

        bool isRejected = response.Status == ResponseStatus.Rejected;
        tally.Respond(line, response.VersionTime, isRejected);
        if (line.Status == ResponseLineStatus.Rejected || isRejected)
        {
            return;
        }

        if (line.Sku is { } sku && sku.AsCompared != tally.Line.Sku.AsCompared)
        {
            Report(IssueCodes.Substituted, where, sku.AsCompared, tally.Line.Sku.AsCompared);
        }

        if (line.UnitPrice is { } price && price != tally.Line.UnitPrice)
        {
            Report(IssueCodes.PriceDiffers, where, Text(price), Text(tally.Line.UnitPrice));
        }

        if (line.Confirmed + line.BackOrdered < line.Requested)
        {
            Report(IssueCodes.ConfirmedShort, where, Text(line.Confirmed + line.BackOrdered), Text(line.Requested));
        }
    }

    private void AddStatus(OrderStatus status)
    {
        Note(status.DistributorOrderNumber);
        bool isVoided = status.Status == OrderStatusCode.Voided;
        bool isPaid = status.Payment == PaymentStatus.Paid || status.Status == OrderStatusCode.Paid;
        foreach (OrderStatusLine line in status.Lines)
        {
            LineMatch match = matcher.Find(new LineHint(
                line.LineNumber, line.DistributorLineNumber, One(status.DistributorOrderNumber), line.Sku, line.Ordered, false));
            Doubt(match, $"OrderStatus {status.DistributorOrderNumber}, line {line.DistributorLineNumber}", line.Sku?.AsShown);
            if (match.LineNumber is not { } ours)
            {
                continue;
            }

            tallies[ours.Value].Hear();
            tallies[ours.Value].Quote(line.Status is OrderStatusCode.Unknown ? line.StatusCode : null, status.VersionTime);
            if (line.IsUnsure is not true)
            {
                tallies[ours.Value].Report(
                    line, status.VersionTime, isVoided || line.Status == OrderStatusCode.Voided,
                    isPaid || line.Status == OrderStatusCode.Paid);
            }
        }

        if (tallies.Count == 1)
        {
            tallies.Values.First().Own(SerialNumbersOf(status));
        }

        if (status.Lines.Count == 0 && (isVoided || isPaid))
        {
            foreach (LineTally tally in tallies.Values)
            {
                (isVoided ? (Action)tally.VoidAll : tally.Pay)();
            }
        }
    }

    private DeliveryProgress AddAdvice(DespatchAdvice advice)
    {
        Note(advice.DistributorOrderNumber);
        List<(LineNumber Line, DespatchLine Carton)> matched = [];
        foreach (DespatchLine carton in advice.Lines)
        {
            LineMatch match = matcher.Find(new LineHint(
                carton.LineNumber, carton.DistributorLineNumber, One(advice.DistributorOrderNumber), carton.Sku, carton.Quantity, false));
            Doubt(match, $"DespatchAdvice {advice.DespatchAdviceNumber}, line {carton.DistributorLineNumber}", carton.Sku?.AsShown);
            if (match.LineNumber is { } ours && carton.IsUnsure is true)
            {
                tallies[ours.Value].Hear();
            }
            else if (match.LineNumber is { } known)
            {
                tallies[known.Value].Despatch(carton);
                matched.Add((known, carton));
            }
        }

        return new DeliveryProgress
        {
            DespatchAdviceNumber = advice.DespatchAdviceNumber,
            DistributorOrderNumber = advice.DistributorOrderNumber,
            DespatchedOn = advice.DespatchDate,
            ExpectedOn = advice.DeliveryDate,
            Tracking = [.. advice.Lines.SelectMany(carton => carton.Tracking).DistinctBy(tracking => tracking.Number)],
            Lines =
            [
                .. matched.GroupBy(pair => pair.Line).OrderBy(group => group.Key.Value).Select(group => new DeliveryLine(
                    group.Key, group.Sum(pair => pair.Carton.Quantity), [.. group.SelectMany(pair => pair.Carton.SerialNumbers)])),
            ],
        };
    }

    private InvoiceProgress AddInvoice(Invoice invoice)
    {
        foreach ((LineNumber ours, InvoiceLine line) in InvoiceLines.Match(invoice, order, matcher, Doubt))
        {
            if (invoice.Kind == InvoiceKind.Unknown || line.IsUnsure is true)
            {
                tallies[ours.Value].Hear();
            }
            else
            {
                tallies[ours.Value].Bill(line.Quantity, invoice.Kind == InvoiceKind.CreditNote);
            }
        }

        return InvoiceLines.Summarise(invoice);
    }

    private void CheckLine(LineProgress line)
    {
        string where = $"{order.Number}, line {line.LineNumber}";
        if (line.Shipped > line.Ordered)
        {
            Report(IssueCodes.OverShipped, where, Text(line.Shipped), Text(line.Ordered));
        }

        if (line.Invoiced > line.Shipped && line.Shipped > 0)
        {
            Report(IssueCodes.OverInvoiced, where, Text(line.Invoiced), Text(line.Shipped));
        }
    }

    private void Note(string? distributorOrder)
    {
        if (distributorOrder is not null)
        {
            distributorOrders.Add(distributorOrder);
        }
    }

    private void Doubt(LineMatch match, string where, string? text)
    {
        if (match.Doubt is { } code)
        {
            Report(code, where, text, null);
        }
    }

    private void Report(string code, string where, string? text, string? expected) =>
        issues.Add(new Issue(code, where, text) { Expected = expected });

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    private static IReadOnlyList<string> One(string? text) => text is null ? [] : [text];
}
