using Pipeline.Core.Orders.Matching;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders.Progress;
using Pipeline.Core.Orders.Records;
using Pipeline.Faults.Ledgers;
using Pipeline.Faults.Storage;
using Pipeline.Storage.Orders;

namespace Pipeline.Faults.Orders;

/// <summary>The books of money: each invoice and credit note is handed over once, in its latest version, judged as the order is in the end.</summary>
public sealed class InvoiceAudit(DistributorDesk desk, StorageClients storage, Ledger ledger)
{
    private const int Many = 1000;

    /// <summary>Runs every rule.</summary>
    /// <param name="records">The orders as they are in the end.</param>
    public async Task RunAsync(IReadOnlyList<OrderRecord> records)
    {
        using InvoiceStore invoices = new(storage.Tables, storage.Blobs, TimeProvider.System);
        IReadOnlyList<InvoiceRecord> stored = (await invoices.ListAsync(new InvoiceFilter(), Many, null, CancellationToken.None)).Items;
        Paper[] papers = [.. desk.Bought.SelectMany(static entry => entry.Papers).OrderBy(static paper => paper.Number, StringComparer.Ordinal)];
        ledger.Check(
            stored.Select(static invoice => invoice.Invoice.InvoiceNumber).Order(StringComparer.Ordinal).SequenceEqual(papers.Select(static paper => paper.Number)),
            "each invoice is handed over once", $"{papers.Length} were sent, {stored.Count} are stored");
        ledger.Check(
            stored.All(static invoice => invoice.OrderIds.Count == 1 && invoice.ExchangeId is not null),
            "each invoice names its order and its bytes", "one does not");
        foreach (InvoiceRecord invoice in stored)
        {
            Check(invoice, papers, records);
        }

        ledger.Count("invoices", papers.Count(static paper => !paper.IsCredit));
        ledger.Count("credit notes", papers.Count(static paper => paper.IsCredit));
    }

    /// <summary>What an order says of its money, against what the distributor says.</summary>
    public void CheckSums(OrderRecord record, Bought bought)
    {
        IReadOnlyList<InvoiceProgress> ours = record.Order.PurchaseOrders[0].Progress().Invoices;
        foreach (bool isCredit in new[] { false, true })
        {
            decimal found = ours.Where(invoice => invoice.Kind is InvoiceKind.CreditNote == isCredit).Sum(static invoice => invoice.Net) ?? 0;
            decimal wanted = bought.Papers.Where(paper => paper.IsCredit == isCredit).Sum(static paper => paper.Net);
            ledger.Check(found == wanted, isCredit ? "credit notes add up" : "invoices add up", $"{bought.Number} says {found}, the distributor {wanted}");
        }
    }

    private void Check(InvoiceRecord invoice, Paper[] papers, IReadOnlyList<OrderRecord> records)
    {
        Paper? paper = Array.Find(papers, paper => paper.Number == invoice.Invoice.InvoiceNumber);
        decimal? net = InvoiceProgress.Of(invoice.Invoice).Net;
        ledger.Check(
            paper is not null && paper.Net == net && paper.IsCredit == invoice.Invoice.Kind is InvoiceKind.CreditNote,
            "the latest version is handed over", $"{invoice.Invoice.InvoiceNumber} has {net}, the distributor {paper?.Net}");
        string[] wanted = [.. records.Where(record => invoice.OrderIds.Contains(record.Order.OrderId))
            .SelectMany(static record => record.Order.PurchaseOrders)
            .Where(order => invoice.Invoice.Orders.Contains(order.Number.Value))
            .SelectMany(order => ThreeWayMatch.Check(invoice.Invoice, order, new MatchTolerances())).Select(static finding => finding.ToString()).Distinct()];
        ledger.Check(
            invoice.Differences.Select(static finding => finding.ToString()).SequenceEqual(wanted),
            "an invoice is judged by all that is known",
            $"{invoice.Invoice.InvoiceNumber} shows [{string.Join(" | ", invoice.Differences)}] instead of [{string.Join(" | ", wanted)}]");
    }
}
