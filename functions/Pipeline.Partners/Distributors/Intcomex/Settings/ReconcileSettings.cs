using Pipeline.Core.Reconciliation;
using Pipeline.Partners.Settings.Rules;

namespace Pipeline.Partners.Distributors.Intcomex.Settings;

/// <summary>What is compared with Intcomex's own list of orders: <c>Distributors__Intcomex__Reconcile__*</c>.</summary>
public sealed class ReconcileSettings
{
    /// <summary>Hours after which an invoiced order without an invoice is a difference, 1 to 8,760; null is 48.</summary>
    [WholeNumber(1, 8760)]
    public string? InvoiceAfterHours { get; set; }

    /// <summary>Hours on hold after which an order is a difference, 1 to 8,760; null is 24.</summary>
    [WholeNumber(1, 8760)]
    public string? HoldAfterHours { get; set; }

    /// <summary>Days that are compared each time, 1 to 90; null is 7.</summary>
    [WholeNumber(1, 90)]
    public string? Days { get; set; }

    /// <summary>The settings as the comparison takes them. They must have passed the check.</summary>
    public ReconciliationTerms ToTerms()
    {
        ReconciliationTerms usual = new();
        return usual with
        {
            InvoiceAfter = InvoiceAfterHours.ToNumber() is { } invoice ? TimeSpan.FromHours(invoice) : usual.InvoiceAfter,
            HoldAfter = HoldAfterHours.ToNumber() is { } hold ? TimeSpan.FromHours(hold) : usual.HoldAfter,
            Days = Days.ToNumber() ?? usual.Days,
        };
    }
}
