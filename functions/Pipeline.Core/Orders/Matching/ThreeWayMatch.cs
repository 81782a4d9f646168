using Pipeline.Core.Messages;
using System.Globalization;
using Pipeline.Core.Issues;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders.Progress;
using Pipeline.Core.Orders.Purchasing;

namespace Pipeline.Core.Orders.Matching;

/// <summary>Compares an invoice with the confirmed prices and the despatched pieces of an order.</summary>
public static class ThreeWayMatch
{
    /// <summary>Each difference beyond the tolerances; none means the invoice may be posted.</summary>
    /// <param name="invoice">The invoice; a credit note is checked for its arithmetic only.</param>
    /// <param name="order">The order, with this invoice already merged.</param>
    /// <param name="tolerances">How much is accepted.</param>
    public static IReadOnlyList<Issue> Check(Invoice invoice, PurchaseOrder order, MatchTolerances tolerances)
    {
        List<Issue> issues = [];
        if (invoice.Currency is { } currency && !string.Equals(currency, order.Currency, StringComparison.OrdinalIgnoreCase))
        {
            issues.Add(new Issue(IssueCodes.MatchCurrency, $"Invoice {invoice.InvoiceNumber}", currency).Expecting(order.Currency));
        }

        // What could not be read cannot be compared: a person looks at it before anything is posted.
        issues.AddRange(invoice.UnreadFigures.Select(issue => issue with { Where = $"Invoice {invoice.InvoiceNumber}, {issue.Where}" }));
        if (invoice.Kind == InvoiceKind.Invoice)
        {
            CheckAgainstOrder(invoice, order, tolerances, issues);
        }

        CheckArithmetic(invoice, tolerances, issues);
        return issues;
    }

    private static void CheckAgainstOrder(Invoice invoice, PurchaseOrder order, MatchTolerances tolerances, List<Issue> issues)
    {
        PurchaseProgress progress = order.Progress();
        LineMatcher matcher = new(order.Lines);
        foreach (Messages.OrderResponse response in order.Documents.Messages.OfType<Messages.OrderResponse>())
        {
            matcher.Learn(response);
        }

        List<(LineNumber Line, InvoiceLine Billed)> pairs = [.. InvoiceLines.Match(
            invoice, order, matcher, (match, where, text) =>
            {
                if (match.LineNumber is null)
                {
                    issues.Add(new Issue(IssueCodes.MatchLine, where, text).Expecting(order.Number));
                }
            })];
        foreach ((LineNumber number, InvoiceLine billed) in pairs)
        {
            LineProgress line = progress.Lines.First(candidate => candidate.LineNumber == number);
            string where = $"Invoice {invoice.InvoiceNumber}, line {number}";
            Compare(IssueCodes.MatchPrice, where, billed.UnitPrice, line.UnitPrice, tolerances.UnitPrice, issues);
            string[] strange = [.. billed.SerialNumbers.Except(line.SerialNumbers, StringComparer.Ordinal)];
            if (line.SerialNumbers.Count > 0 && strange.Length > 0)
            {
                issues.Add(new Issue(IssueCodes.MatchSerialNumber, where, string.Join(' ', strange)));
            }
        }

        foreach (LineNumber number in pairs.Select(pair => pair.Line).Distinct())
        {
            LineProgress line = progress.Lines.First(candidate => candidate.LineNumber == number);
            int allowed = tolerances.RequireDespatch ? line.Shipped : line.Ordered;
            if (line.Invoiced > allowed)
            {
                issues.Add(new Issue(
                    IssueCodes.MatchQuantity, $"Invoice {invoice.InvoiceNumber}, line {number}", Text(line.Invoiced)).Expecting(allowed));
            }
        }
    }

    private static void CheckArithmetic(Invoice invoice, MatchTolerances tolerances, List<Issue> issues)
    {
        string invoiceName = $"Invoice {invoice.InvoiceNumber}";
        bool isCredit = invoice.Kind == InvoiceKind.CreditNote;
        foreach (InvoiceLine line in invoice.Lines.Where(static line => line.IsUnsure is not true))
        {
            // What comes back has a minus at some distributors and none at others.
            decimal? amount = isCredit ? Magnitude(line.Amount) : line.Amount;
            decimal? price = isCredit ? Magnitude(line.UnitPrice) : line.UnitPrice;
            Compare(IssueCodes.MatchLineAmount, $"{invoiceName}, line {line.LineNumber}", amount, line.Quantity * price, tolerances.LineAmount, issues);
        }

        foreach (IGrouping<decimal, VatAmount> rows in invoice.Vat.GroupBy(static vat => vat.RatePercent))
        {
            CheckRate(invoice, rows.Key, rows.Sum(static row => row.Taxable), rows.Sum(static row => row.Amount), tolerances, issues);
        }

        if (invoice.Vat.Count > 0 && !invoice.UnreadFigures.Any())
        {
            Compare(
                IssueCodes.MatchTotal, invoiceName, invoice.Totals.Due, invoice.Vat.Sum(vat => vat.Taxable + vat.Amount),
                tolerances.Total, issues);
        }
    }

    /// <summary>All rows of one rate together: exempt and reverse charge have a row each, and the lines do not say which is theirs.</summary>
    private static void CheckRate(
        Invoice invoice, decimal rate, decimal rowsTaxable, decimal rowsAmount, MatchTolerances tolerances, List<Issue> issues)
    {
        string where = $"Invoice {invoice.InvoiceNumber}, VAT {Text(rate)} %";
        InvoiceLine[] lines = [.. invoice.Lines.Where(line => line.VatRatePercent == rate)];
        InvoiceCharge[] charges = [.. invoice.Charges.Where(charge => charge.VatRatePercent == rate)];
        int parts = lines.Length + charges.Length;
        // Some distributors round each line, some the sum.
        Compare(IssueCodes.MatchVat, where, rowsAmount, VatAmount.Of(rowsTaxable, rate), tolerances.VatPerLine * Math.Max(0, parts - 1), issues);
        if (parts > 0 && !invoice.UnreadFigures.Any())
        {
            decimal taxable = lines.Sum(line => line.Amount ?? 0) + charges.Sum(charge => charge.Amount);
            decimal amount = lines.Sum(line => line.VatAmount ?? 0) + charges.Sum(charge => charge.VatAmount ?? 0);
            Compare(IssueCodes.MatchTaxable, where, rowsTaxable, taxable, tolerances.LineAmount, issues);
            Compare(IssueCodes.MatchVatSum, where, rowsAmount, amount, tolerances.VatPerLine * parts, issues);
        }
    }

    private static decimal? Magnitude(decimal? amount) => amount is { } value ? Math.Abs(value) : null;

    private static void Compare(
        string code, string where, decimal? actual, decimal? expected, decimal tolerance, List<Issue> issues)
    {
        if (actual is { } value && expected is { } wanted && Math.Abs(value - wanted) > tolerance)
        {
            issues.Add(new Issue(code, where, Text(value)).Expecting(wanted));
        }
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}

/// <summary>How far an invoice may be off before posting it is blocked; amounts in the invoice's currency.</summary>
public sealed record MatchTolerances
{
    /// <summary>Per piece, billed against confirmed price; default 0.</summary>
    public decimal UnitPrice { get; init; }

    /// <summary>Per line, amount against quantity and price; default 0.01.</summary>
    public decimal LineAmount { get; init; } = 0.01m;

    /// <summary>Per line or charge when VAT per line is compared with VAT per rate; default 0.01.</summary>
    public decimal VatPerLine { get; init; } = 0.01m;

    /// <summary>Sum due against taxable amount and VAT; default 0.01.</summary>
    public decimal Total { get; init; } = 0.01m;

    /// <summary>Whether pieces must have been despatched before they are billed; licences are not. Default true.</summary>
    public bool RequireDespatch { get; init; } = true;
}
