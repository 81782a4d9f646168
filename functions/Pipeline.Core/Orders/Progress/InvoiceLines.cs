using Pipeline.Core.Messages;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders.Purchasing;

namespace Pipeline.Core.Orders.Progress;

/// <summary>The lines of an invoice that belong to one purchase order, and its sums.</summary>
internal static class InvoiceLines
{
    /// <summary>Pairs lines of the invoice with ours. Of an invoice for several orders, only lines whose article is ours.</summary>
    public static IEnumerable<(LineNumber Line, InvoiceLine Billed)> Match(
        Invoice invoice, PurchaseOrder order, LineMatcher matcher, Action<LineMatch, string, string?> doubt)
    {
        bool isShared = invoice.PurchaseOrderNumbers.Distinct(StringComparer.OrdinalIgnoreCase).Count() > 1;
        Dictionary<LineNumber, int> billed = [];
        foreach (InvoiceLine line in invoice.Lines)
        {
            if (line.PurchaseOrderNumber is { } named && !order.Number.Value.Equals(named, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            bool isOurs = !isShared || line.PurchaseOrderNumber is not null;
            LineMatch match = matcher.Find(Hint(invoice, line, !isOurs));
            if (isOurs)
            {
                doubt(match, $"Invoice {invoice.InvoiceNumber}, line {line.LineNumber}", line.Sku?.AsShown);
            }

            if (match.LineNumber is not { } ours)
            {
                continue;
            }

            // Of a shared invoice a line takes no more than was ordered: the rest is the other order's.
            int sum = billed.GetValueOrDefault(ours) + line.Quantity;
            if (isOurs || sum <= order.Lines.First(candidate => candidate.LineNumber == ours).Quantity)
            {
                billed[ours] = sum;
                yield return (ours, line);
            }
        }
    }

    /// <summary>Net, VAT and sum due: as sent where sent, else computed; null where an amount could not be read.</summary>
    public static InvoiceProgress Summarise(Invoice invoice)
    {
        bool isWhole = !invoice.UnreadFigures.Any();
        decimal? net = invoice.Totals.Taxable
            ?? (isWhole ? invoice.Lines.Sum(line => line.Amount ?? 0) + invoice.Charges.Sum(charge => charge.Amount) : null);
        IReadOnlyList<VatAmount> vat = invoice.Vat.Count > 0 || !isWhole ? invoice.Vat : PerRate(invoice);
        return new InvoiceProgress
        {
            InvoiceNumber = invoice.InvoiceNumber,
            Kind = invoice.Kind,
            Date = invoice.Date,
            Currency = invoice.Currency,
            Net = net,
            Vat = vat,
            Due = invoice.Totals.Due ?? (isWhole ? net + vat.Sum(rate => rate.Amount) : null),
        };
    }

    /// <summary>VAT of each rate on the sum of its lines and charges, highest rate first.</summary>
    public static IReadOnlyList<VatAmount> PerRate(Invoice invoice)
    {
        IEnumerable<(decimal? Rate, decimal Amount)> parts = invoice.Lines.Select(line => (line.VatRatePercent, line.Amount ?? 0))
            .Concat(invoice.Charges.Select(charge => (charge.VatRatePercent, charge.Amount)));
        return
        [
            .. parts.Where(part => part.Rate is not null).GroupBy(part => part.Rate!.Value).OrderByDescending(group => group.Key)
                .Select(group => (Rate: group.Key, Taxable: group.Sum(part => part.Amount)))
                .Select(sum => new VatAmount(sum.Rate, sum.Taxable, VatAmount.Of(sum.Taxable, sum.Rate))),
        ];
    }

    /// <summary>The number is ours or the distributor's, and only its article tells; six digits are always the distributor's.</summary>
    private static LineHint Hint(Invoice invoice, InvoiceLine line, bool isStrict)
    {
        LineNumber? ours = line.LineNumber is { Length: <= 3 } && LineNumber.TryParse(line.LineNumber, out LineNumber number)
            ? number
            : null;
        DistributorLineNumber? theirs = line.DistributorLineNumber
            ?? (DistributorLineNumber.TryParse(line.LineNumber, out DistributorLineNumber other) ? other : null);
        return new LineHint(ours, theirs, invoice.DistributorOrderNumbers, line.Sku, line.Quantity, isStrict);
    }
}
