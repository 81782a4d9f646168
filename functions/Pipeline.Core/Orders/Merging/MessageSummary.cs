using System.Globalization;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Messages;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Orders.Merging;

/// <summary>Says in a sentence what a distributor's message says; no personal data in it.</summary>
internal static class MessageSummary
{
    private const int ListLimit = 5;

    /// <summary>The step of the timeline it belongs to; also the operation of its exchange.</summary>
    public static string StepOf(OrderMessage message) => message switch
    {
        OrderResponse => OrderSteps.OrderResponse,
        OrderStatus => OrderSteps.OrderStatus,
        DespatchAdvice => OrderSteps.DespatchAdvice,
        Invoice => OrderSteps.Invoice,
        _ => throw new ArgumentOutOfRangeException(nameof(message), message.DocumentKey, "No step is known."),
    };

    /// <summary>The distributor's code of a refusal in it, or null.</summary>
    public static string? CodeOf(OrderMessage message) => message is OrderResponse response
        ? response.ReasonCode ?? response.Lines.Select(line => line.ReasonCode).FirstOrDefault(code => code is not null)
        : null;

    /// <summary>The sentence.</summary>
    public static string Of(OrderMessage message) => message switch
    {
        OrderResponse response => Of(response),
        OrderStatus status => Of(status),
        DespatchAdvice advice => Of(advice),
        Invoice invoice => Of(invoice),
        _ => throw new ArgumentOutOfRangeException(nameof(message), message.DocumentKey, "No sentence is known."),
    };

    private static string Of(OrderResponse response)
    {
        string order = response.DistributorOrderNumber is { } number ? $" as {number}" : string.Empty;
        if (response.Status == ResponseStatus.Rejected)
        {
            string reason = Join([response.ReasonCode, response.StatusText, .. response.Lines.SelectMany(line => new[] { line.ReasonCode, line.Text })]);
            return $"Order Response: {response.PurchaseOrderNumber} was rejected{(reason.Length > 0 ? $" ({reason})" : string.Empty)}.";
        }

        OrderResponseLine[] rejected = [.. response.Lines.Where(line => line.Status == ResponseLineStatus.Rejected)];
        string lines = rejected.Length == 0
            ? string.Empty
            : $", {Plural.Of(rejected.Length, "line")} rejected ({Join(rejected.SelectMany(line => new[] { line.ReasonCode, line.Text }))})";
        int backOrdered = response.Lines.Sum(line => line.BackOrdered);
        return $"Order Response: {response.PurchaseOrderNumber} was accepted{order}, {Plural.Of(response.Lines.Sum(line => line.Confirmed), "piece")} confirmed"
            + (backOrdered > 0 ? string.Create(CultureInfo.InvariantCulture, $", {backOrdered} on back-order") : string.Empty) + $"{lines}.";
    }

    private static string Of(OrderStatus status)
    {
        string state = status.StatusCode ?? status.Status.ToString();
        string reason = status.ChangeReason is { Length: > 0 } change ? $" ({change})" : string.Empty;
        string payment = status.Payment == PaymentStatus.Unknown ? string.Empty : $", payment {status.Payment}";
        string dates = Join(status.Lines.Select(line => line.DeliveryDate).OfType<DateOnly>().Distinct().Order().Select(Text));
        return $"Order Status: {status.DistributorOrderNumber ?? status.PurchaseOrderNumber} is {state}{reason}{payment}"
            + (dates.Length > 0 ? $", expected {dates}" : string.Empty)
            + (status.SerialNumbers is { Count: > 0 } serials ? $", {Plural.Of(serials.Count, "serial number")}." : ".");
    }

    private static string Of(DespatchAdvice advice)
    {
        string carrier = (advice.CarrierName ?? advice.CarrierCode) is { Length: > 0 } name ? $" with {name}" : string.Empty;
        string day = advice.DespatchDate is { } date ? $" on {Text(date)}" : string.Empty;
        string tracking = Join(advice.Lines.SelectMany(line => line.Tracking).Select(tracking => tracking.Number));
        int serials = advice.Lines.Sum(line => line.SerialNumbers.Count);
        return $"Despatch Advice {advice.DespatchAdviceNumber}: {Plural.Of(advice.Lines.Sum(line => line.Quantity), "piece")} left{day}{carrier}"
            + (tracking.Length > 0 ? $", tracking {tracking}" : ", no tracking number")
            + (serials > 0 ? $", {Plural.Of(serials, "serial number")}." : ".");
    }

    private static string Of(Invoice invoice)
    {
        string kind = invoice.Kind == InvoiceKind.CreditNote ? "Credit note" : "Invoice";
        string day = invoice.Date is { } date ? $" of {Text(date)}" : string.Empty;
        string due = invoice.Totals.Due is { } amount ? $", due {Text(amount)} {invoice.Currency}" : string.Empty;
        string vat = Join(invoice.Vat.Select(rate => $"{rate.RatePercent.ToString("0.##", CultureInfo.InvariantCulture)} % {Text(rate.Amount)}"));
        int serials = invoice.Lines.Sum(line => line.SerialNumbers.Count);
        return $"{kind} {invoice.InvoiceNumber}{day}: {Plural.Of(invoice.Lines.Sum(line => line.Quantity), "piece")}{due}"
            + (vat.Length > 0 ? $", VAT {vat}" : string.Empty)
            + (serials > 0 ? $", {Plural.Of(serials, "serial number")}." : ".");
    }

    private static string Join(IEnumerable<string?> words)
    {
        string[] all = [.. words.Where(word => !string.IsNullOrWhiteSpace(word)).OfType<string>().Distinct(StringComparer.Ordinal)];
        return string.Join(", ", all.Take(ListLimit))
            + (all.Length > ListLimit ? string.Create(CultureInfo.InvariantCulture, $" and {all.Length - ListLimit} more") : string.Empty);
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
