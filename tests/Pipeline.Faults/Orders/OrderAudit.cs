using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Intake;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders.Progress;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Faults.Ledgers;
using Pipeline.Faults.Notifications;
using Pipeline.Faults.Storage;
using Pipeline.Storage.Orders;

namespace Pipeline.Faults.Orders;

/// <summary>The books of orders: bought once, ended or with a person, in agreement with what the distributor did.</summary>
public sealed class OrderAudit(
    OrderDay day, Customers customers, Operators operators, DistributorDesk desk, MessagePost post, StorageClients storage, Ledger ledger)
{
    private const int Many = 1000;

    private readonly OrderStore store = new(storage.Tables, storage.Blobs, TimeProvider.System);
    private readonly InvoiceAudit invoices = new(desk, storage, ledger);
    private readonly List<OrderRecord> records = [];
    private readonly OrderNumberStore numbers = new(storage.Tables);

    /// <summary>Runs every rule.</summary>
    public async Task RunAsync()
    {
        await new OrderPushAudit(post, storage, ledger).RunAsync();
        IReadOnlyList<OrderSummary> listed = (await store.ListAsync(new OrderFilter(), Many, null, CancellationToken.None)).Items;
        ledger.Check(
            listed.Count == day.Orders.Count, "one order per key", $"{day.Orders.Count} customers placed orders, {listed.Count} are stored");
        foreach (CustomerOrder customer in day.Orders)
        {
            await CheckAsync(customer, listed);
        }

        await invoices.RunAsync(records);
        ledger.Count("orders", day.Orders.Count);
        ledger.Count("bought", desk.Bought.Count);
    }

    private async Task CheckAsync(CustomerOrder customer, IReadOnlyList<OrderSummary> listed)
    {
        Bought[] bought = [.. desk.Bought.Where(entry => entry.Customer == customer)];
        ledger.Check(bought.Length <= 1, "bought at most once", $"{customer.Reference} was bought {bought.Length} times");
        IntakeResult[] answers = [.. customers.Answers.Where(answer => answer.Order == customer).Select(static answer => answer.Answer)];
        ledger.Check(
            answers.Select(static answer => answer.OrderId).Distinct().Count() == 1, "one order per key",
            $"{customer.Reference} was told of {answers.Select(static answer => answer.OrderId).Distinct().Count()} orders");
        if (answers.Length == 0 || await store.FindAsync(answers[0].OrderId, CancellationToken.None) is not { Record: { } record })
        {
            ledger.Check(false, "what was taken in is there", $"the order of {customer.Reference} is not");
            return;
        }

        records.Add(record);
        ledger.Count(record.State.ToString());
        CheckEnd(customer, record, bought);
        ledger.Check(
            // Of an order that is still looked after, the list may be behind until the next look.
            listed.Any(summary => summary.OrderId == record.Order.OrderId && summary.State == record.State
                && (summary.ChangedAt == record.ChangedAt || !record.IsEnded)),
            "the list shows the record",
            $"of {customer.Reference}, {record.State} since {record.ChangedAt:O}, it shows {listed.FirstOrDefault(summary => summary.OrderId == record.Order.OrderId)?.State}");
        await CheckEventsAsync(customer, record, bought);
        if (bought.Length > 0)
        {
            await CheckAgreementAsync(record, bought[0]);
        }
    }

    private void CheckEnd(CustomerOrder customer, OrderRecord record, Bought[] bought)
    {
        OrderState wanted = bought switch
        {
            [] when customer.Fate is OrderFate.Refused && record.Order.PurchaseOrders is [{ Phase: PurchasePhase.Refused }] => OrderState.Rejected,
            [] when record.Order.IsCancelled || record.Order.IsCancelRequested => OrderState.Cancelled,
            [] => customer.IsForPerson ? OrderState.Blocked : OrderState.Complete,
            [{ Lines: { } lines }, ..] when lines.All(static line => line.Due == 0) =>
                lines.Any(static line => line.IsVoided) ? OrderState.Cancelled : OrderState.Rejected,
            _ => OrderState.Complete,
        };
        ledger.Check(record.State == wanted, "ended as it must", $"{customer.Reference} ({customer.Fate}) is {record.State}");
        ledger.Check(
            record.IsEnded || (record.State == OrderState.Blocked && record.Order.BlockedReason is { Length: > 0 }),
            "ended, or waits for a person with a reason", $"{customer.Reference} is {record.State}");
        ledger.Check(
            record.Order.PurchaseOrders.Count <= 1, "one purchase order", $"{customer.Reference} has {record.Order.PurchaseOrders.Count}");
    }

    private async Task CheckEventsAsync(CustomerOrder customer, OrderRecord record, Bought[] bought)
    {
        IReadOnlyList<OrderEvent> events = (await store.ListEventsAsync(record.Order.OrderId, Many, null, CancellationToken.None)).Items;
        ledger.Check(
            events.Select(static entry => entry.Sequence).SequenceEqual(Enumerable.Range(1, record.EventCount)),
            "the timeline has no gap", $"{customer.Reference} counts {record.EventCount} and has {events.Count} entries");
        ledger.Check(
            events.Count(static entry => entry.Step == OrderSteps.Received) == 1, "received once", $"{customer.Reference} was not");
        string[] twice = [.. events
            .Where(static entry => entry.Step is OrderSteps.OrderResponse or OrderSteps.DespatchAdvice or OrderSteps.Invoice)
            // There and back is two corrections that say the same.
            .GroupBy(entry => (entry.Summary, customer.Slip is OrderSlip.InvoiceThereAndBack ? entry.ExchangeId : null))
            .Where(static group => group.Count() > 1).Select(static group => group.Key.Summary)];
        ledger.Check(twice.Length == 0, "each document is told once", $"{customer.Reference}: {string.Join(", ", twice)}");
        new OperatorAudit(operators, ledger).Check(customer, record, events, bought);
        ledger.Count("events", events.Count);
    }

    private async Task CheckAgreementAsync(OrderRecord record, Bought bought)
    {
        PurchaseOrder purchase = record.Order.PurchaseOrders[0];
        ledger.Check(purchase.Number.Value == bought.Number, "bought under the stored number", $"{bought.Number} is not {purchase.Number}");
        foreach ((LineProgress ours, BoughtLine theirs) in record.Order.Progress().Zip(bought.Lines))
        {
            ledger.Check(
                ours.Shipped == theirs.Shipped && ours.Invoiced == theirs.Invoiced && ours.Due == theirs.Due && ours.Credited == theirs.Credited,
                "the lines agree",
                $"{bought.Number} line {theirs.Number}: due {ours.Due}, shipped {ours.Shipped}, billed {ours.Invoiced}; at the distributor {theirs.Due}, {theirs.Shipped}, {theirs.Invoiced}");
        }

        invoices.CheckSums(record, bought);
        CheckStatus(purchase, bought);
        foreach (string number in new[] { bought.Number, bought.DistributorNumber }.OfType<string>())
        {
            string? owner = await numbers.FindAsync(PushEntrance.Distributor, number, CancellationToken.None);
            ledger.Check(
                owner == record.Order.OrderId, "each number leads to the order", $"{number} leads to {owner ?? "nothing"}");
        }
    }

    /// <summary>The snapshot that counts is not older than the newest one that was acknowledged.</summary>
    private void CheckStatus(PurchaseOrder purchase, Bought bought)
    {
        OrderStatus? newest = post.Acknowledged.Select(static push => push.Document).Where(document => document.Order == bought.Number)
            .SelectMany(static document => PushEntrance.Readers.For(PushEntrance.Distributor)!.Read(new MemoryStream(document.Body)).Messages)
            .OfType<OrderStatus>().Where(status => status.DistributorOrderNumber == bought.DistributorNumber).MaxBy(static status => status.ChangedAt);
        OrderStatus? kept = purchase.Documents.Messages.OfType<OrderStatus>()
            .FirstOrDefault(status => status.DistributorOrderNumber == bought.DistributorNumber);
        int told = newest?.Lines.Sum(static line => line.Shipped) ?? 0;
        ledger.Check(
            (kept?.Lines.Sum(static line => line.Shipped) ?? 0) >= told && (newest?.StatusCode != "INVOICED" || kept?.StatusCode == "INVOICED"),
            "the newest snapshot counts",
            $"{bought.Number} keeps {kept?.StatusCode} and was told {newest?.StatusCode}");
    }
}
