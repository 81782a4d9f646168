using Pipeline.Core.Orders.Life;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Orders.Matching;

/// <summary>Hands the invoices of an order over to the export, with what the three-way match finds.</summary>
public sealed class InvoiceHandover(
    IOrderStore store, IOrderNumberStore numbers, IInvoiceStore invoices, OrderLimits limits, TimeProvider clock)
{
    private const int WriteLimit = 20;

    /// <summary>Stores each invoice that is new or says something new. May be repeated: what is stored already stays untouched.</summary>
    /// <param name="record">The order, with its invoices merged.</param>
    /// <param name="source">Document key and raw message of the invoice just merged, or null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task StoreAsync(OrderRecord record, InvoiceSource? source, CancellationToken cancellationToken)
    {
        foreach (PurchaseOrder purchase in record.Order.PurchaseOrders)
        {
            foreach (Invoice invoice in purchase.Documents.Messages.OfType<Invoice>())
            {
                await ConvergeAsync(record, purchase.Distributor, invoice, source, cancellationToken);
            }
        }
    }

    /// <summary>
    /// Stores, and looks at the order again after each write: it may have changed meanwhile, and whoever changed it may have
    /// stored its judgement before this one was written.
    /// </summary>
    private async Task ConvergeAsync(
        OrderRecord record, string distributor, Invoice invoice, InvoiceSource? source, CancellationToken cancellationToken)
    {
        for (int writes = 0; await TryStoreAsync(record, distributor, invoice, source, cancellationToken); writes++)
        {
            if (writes == WriteLimit)
            {
                throw new InvalidOperationException($"{invoice.DocumentKey} of {record.Order.OrderId} changed {WriteLimit} times in a row; try again.");
            }

            if (await store.FindAsync(record.Order.OrderId, cancellationToken) is not { Record: { } now }
                || (now.EventCount == record.EventCount && now.ChangedAt == record.ChangedAt))
            {
                return;
            }

            record = now;
            invoice = record.Order.PurchaseOrders.Where(purchase => purchase.Distributor == distributor)
                .SelectMany(purchase => purchase.Documents.Messages.OfType<Invoice>())
                .FirstOrDefault(candidate => candidate.DocumentKey == invoice.DocumentKey) ?? invoice;
        }
    }

    /// <summary>Stores one invoice if it is new or is judged anew.</summary>
    /// <returns>Whether something was written.</returns>
    private async Task<bool> TryStoreAsync(
        OrderRecord record, string distributor, Invoice invoice, InvoiceSource? source, CancellationToken cancellationToken)
    {
        string id = InvoiceRecord.IdOf(distributor, invoice);
        InvoiceRecord? known = await invoices.FindAsync(id, cancellationToken);
        if (known is not null && known.Invoice.IsNewerThan(invoice))
        {
            return false;
        }

        List<OrderRecord> orders = await OrdersOfAsync(record, distributor, invoice, cancellationToken);
        bool isKnown = known?.Invoice.Fingerprint() == invoice.Fingerprint();
        bool isSource = source is not null && source.DocumentKey == invoice.DocumentKey && source.Fingerprint == invoice.Fingerprint();
        InvoiceRecord now = new()
        {
            Id = id,
            Distributor = distributor,
            Invoice = invoice,
            OrderIds = [.. orders.Select(order => order.Order.OrderId)],
            Differences =
            [
                .. orders.SelectMany(order => order.Order.PurchaseOrders)
                    .Where(purchase => purchase.Distributor == distributor && IsNamed(invoice, purchase))
                    .SelectMany(purchase => ThreeWayMatch.Check(invoice, purchase, limits.Tolerances))
                    .Distinct(),
            ],
            // A repetition has bytes of its own; those of the first are as good.
            ExchangeId = isSource && !(isKnown && known!.ExchangeId is not null) ? source!.ExchangeId : known?.ExchangeId,
            ChangedAt = clock.GetUtcNow(),
        };
        if (known is not null && SaysTheSame(known, now))
        {
            // A later date is kept all the same: an older version that is stored late must not take its place.
            now = now with { ChangedAt = known.ChangedAt };
        }

        if (known is null || !SaysTheSame(known, now) || invoice.VersionTime > known.Invoice.VersionTime)
        {
            _ = await invoices.PutAsync(now, cancellationToken);
            return true;
        }

        return false;
    }

    /// <summary>An invoice may bundle orders: the others are read as they are now.</summary>
    private async Task<List<OrderRecord>> OrdersOfAsync(
        OrderRecord record, string distributor, Invoice invoice, CancellationToken cancellationToken)
    {
        SortedDictionary<string, OrderRecord> orders = new(StringComparer.Ordinal) { [record.Order.OrderId] = record };
        foreach (string number in invoice.Orders)
        {
            if (!record.Order.PurchaseOrders.Any(purchase => Is(purchase, number))
                && await numbers.FindAsync(distributor, number, cancellationToken) is { } orderId
                && !orders.ContainsKey(orderId)
                && await store.FindAsync(orderId, cancellationToken) is { } other)
            {
                orders.Add(orderId, other.Record);
            }
        }

        return [.. orders.Values];
    }

    private static bool IsNamed(Invoice invoice, PurchaseOrder purchase) => invoice.Orders.Any(number => Is(purchase, number));

    private static bool Is(PurchaseOrder purchase, string number) =>
        string.Equals(purchase.Number.Value, number, StringComparison.OrdinalIgnoreCase);

    private static bool SaysTheSame(InvoiceRecord known, InvoiceRecord now) =>
        known.Invoice.Fingerprint() == now.Invoice.Fingerprint()
        && known.ExchangeId == now.ExchangeId
        && known.OrderIds.SequenceEqual(now.OrderIds)
        && known.Differences.SequenceEqual(now.Differences);
}

/// <summary>The raw message that brought one version of an invoice.</summary>
/// <param name="DocumentKey">Kind and number of the document.</param>
/// <param name="Fingerprint">SHA-256 of what it says.</param>
/// <param name="ExchangeId">The recorded exchange.</param>
public sealed record InvoiceSource(string DocumentKey, string Fingerprint, string ExchangeId);
