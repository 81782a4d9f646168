using Azure.Data.Tables;
using Microsoft.DurableTask;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Faults.Notifications;
using Pipeline.Functions.Orders;
using Pipeline.Storage;

namespace Pipeline.Faults.Orders;

/// <summary>The life cycle broken on purpose, one way each; product code stays as it is.</summary>
public static class OrderMutants
{
    /// <summary>All of them, by name.</summary>
    public static IReadOnlyDictionary<string, OrderMutation> All { get; } = new Dictionary<string, OrderMutation>(StringComparer.Ordinal)
    {
        ["the idempotency key is not claimed"] = new() { Requests = static _ => new NoKeys() },
        ["sent without a stored intent"] = new() { Store = static (store, _) => new NoIntentStore(store) },
        ["sent again without asking"] = new() { Services = static services => new DeafServices(services) },
        ["sent again before its answer can have come"] = new() { Limits = OrderMutation.Usual with { AskAgain = TimeSpan.Zero } },
        ["an Order Create without an answer is repeated"] = new() { Services = static services => new EagerServices(services) },
        ["writes over the work of others"] = new() { Store = static (store, _) => new BlindStore(store) },
        ["no number is claimed"] = new() { Numbers = static numbers => new NoClaims(numbers) },
        ["the review is due too late"] = new() { Store = static (store, _) => new LateReviewStore(store) },
        ["the pointer is removed too early"] = new() { Store = static (store, storage) => new NoPointerStore(store, storage.Tables) },
        ["no sweep of orders"] = new() { Sweeps = false },
        ["the oldest snapshot counts"] = new() { Readers = static readers => new ChangedReaders(readers, ChangedReaders.TurnSnapshot) },
        ["invoices are not handed over"] = new() { Invoices = static _ => new NoInvoices() },
        ["a message about an order is acknowledged before stored"] = new() { Inbox = Mutants.All["acknowledged before stored"].Inbox },
        ["a message about an order is settled before merged"] = new() { Handler = Mutants.All["settled before merged"].Orders },
        ["the first version of a document counts"] = new() { Readers = static readers => new ChangedReaders(readers, ChangedReaders.TurnDispatch) },
        ["a credit note is billed"] = new() { Readers = static readers => new ChangedReaders(readers, ChangedReaders.Bill) },
        ["each version of an invoice is one more"] = new() { Readers = static readers => new ChangedReaders(readers, ChangedReaders.Number) },
        ["corrections are not handed over"] = new() { Invoices = static invoices => new FirstInvoices(invoices) },
        ["a command is answered and not stored"] = new() { Commands = static store => new ForgetfulStore(store) },
        ["a command is carried out again"] = new() { Commands = static store => new UnseenCancelStore(store) },
        ["the life cycle does not see that it was cancelled"] = new() { LifeCycle = static store => new UnseenCancelStore(store) },
        ["a release is forgotten"] = new() { Store = static (store, _) => new NoReleaseStore(store) },
        ["a turn takes another way when it is replayed"] = new() { Orchestrator = RestFirstAsync },
    };

    private static async Task RestFirstAsync(TaskOrchestrationContext context)
    {
        if (!context.IsReplaying)
        {
            await context.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None);
        }

        await OrderLifecycle.RunAsync(context);
    }

    /// <summary>Answers every second command without storing it.</summary>
    private sealed class ForgetfulStore(IOrderStore store) : StoreAround(store)
    {
        private int commands;

        public override Task<StoredOrder?> TryReplaceAsync(
            StoredOrder before, OrderRecord after, IReadOnlyList<OrderEvent> events, CancellationToken cancellationToken) =>
            ++commands % 2 == 1
                ? Task.FromResult<StoredOrder?>(new StoredOrder(after, before.Version))
                : base.TryReplaceAsync(before, after, events, cancellationToken);
    }

    /// <summary>Shows every order as if nobody had cancelled it.</summary>
    private sealed class UnseenCancelStore(IOrderStore store) : StoreAround(store)
    {
        public override async Task<StoredOrder?> FindAsync(string orderId, CancellationToken cancellationToken) =>
            await base.FindAsync(orderId, cancellationToken) is { } stored ? stored with { Record = Uncancelled(stored.Record) } : null;

        private static OrderRecord Uncancelled(OrderRecord record) => record with
        {
            Order = record.Order with
            {
                IsCancelled = false,
                IsCancelRequested = false,
                PurchaseOrders = [.. record.Order.PurchaseOrders.Select(static purchase =>
                    purchase.Phase == PurchasePhase.Cancelled ? purchase with { Phase = PurchasePhase.Planned } : purchase)],
            },
        };
    }

    private sealed class NoReleaseStore(IOrderStore store) : StoreAround(store)
    {
        public override Task<StoredOrder?> TryReplaceAsync(
            StoredOrder before, OrderRecord after, IReadOnlyList<OrderEvent> events, CancellationToken cancellationToken) =>
            base.TryReplaceAsync(before, after with { IsReleased = false }, events, cancellationToken);
    }

    private sealed class NoKeys : IIdempotencyKeyStore
    {
        public Task<OrderClaim> ClaimAsync(string key, string bodyHash, string orderId, CancellationToken cancellationToken) =>
            Task.FromResult(new OrderClaim(orderId, bodyHash));

        public Task<OrderClaim?> FindAsync(string key, CancellationToken cancellationToken) => Task.FromResult<OrderClaim?>(null);
    }

    /// <summary>Says of each order's first intent that it is stored, and does not store it. All of them would never end a refusal.</summary>
    private sealed class NoIntentStore(IOrderStore store) : StoreAround(store)
    {
        private readonly HashSet<string> dropped = new(StringComparer.Ordinal);

        public override Task<StoredOrder?> TryReplaceAsync(
            StoredOrder before, OrderRecord after, IReadOnlyList<OrderEvent> events, CancellationToken cancellationToken) =>
            IsSending(after) && !IsSending(before.Record) && dropped.Add(after.Order.OrderId)
                ? Task.FromResult<StoredOrder?>(new StoredOrder(after, before.Version))
                : base.TryReplaceAsync(before, after, events, cancellationToken);

        private static bool IsSending(OrderRecord record) =>
            record.Order.PurchaseOrders.Any(static purchase => purchase.Phase == PurchasePhase.Sending);
    }

    /// <summary>Replaces whatever is there now.</summary>
    private sealed class BlindStore(IOrderStore store) : StoreAround(store)
    {
        public override async Task<StoredOrder?> TryReplaceAsync(
            StoredOrder before, OrderRecord after, IReadOnlyList<OrderEvent> events, CancellationToken cancellationToken)
        {
            StoredOrder now = (await Inner.FindAsync(before.Record.Order.OrderId, cancellationToken))!;
            int first = now.Record.EventCount;
            return await base.TryReplaceAsync(
                now, after with { EventCount = first + events.Count },
                [.. events.Select((entry, index) => entry with { Sequence = first + index + 1 })], cancellationToken);
        }
    }

    private sealed class LateReviewStore(IOrderStore store) : StoreAround(store)
    {
        public override Task<bool> TryAddAsync(OrderRecord record, IReadOnlyList<OrderEvent> events, CancellationToken cancellationToken) =>
            base.TryAddAsync(Late(record), events, cancellationToken);

        public override Task<StoredOrder?> TryReplaceAsync(
            StoredOrder before, OrderRecord after, IReadOnlyList<OrderEvent> events, CancellationToken cancellationToken) =>
            base.TryReplaceAsync(before, Late(after), events, cancellationToken);

        private static OrderRecord Late(OrderRecord record) => record with { ReviewDueAt = record.ReviewDueAt + TimeSpan.FromDays(7) };
    }

    /// <summary>Takes the pointer to an open order away as soon as the order is stored.</summary>
    private sealed class NoPointerStore(IOrderStore store, TableServiceClient tables) : StoreAround(store)
    {
        public override async Task<bool> TryAddAsync(
            OrderRecord record, IReadOnlyList<OrderEvent> events, CancellationToken cancellationToken)
        {
            bool isNew = await base.TryAddAsync(record, events, cancellationToken);
            _ = await tables.GetTableClient(StorageNames.OrderListTable)
                .DeleteEntityAsync("open", record.Order.OrderId, cancellationToken: cancellationToken);
            return isNew;
        }
    }

    /// <summary>Never asks, and says that the distributor has nothing.</summary>
    private sealed class DeafServices(IDistributorService services) : ServicesAround(services)
    {
        public override Task<OrderSearch> FindOrderAsync(PurchaseOrderNumber number, CancellationToken cancellationToken) =>
            Task.FromResult(new OrderSearch { Outcome = SearchOutcome.NotFound });
    }

    /// <summary>Repeats by itself what brought no clear answer.</summary>
    private sealed class EagerServices(IDistributorService services) : ServicesAround(services)
    {
        public override async Task<OrderPlacement> CreateOrderAsync(OrderCreate order, CancellationToken cancellationToken)
        {
            OrderPlacement first = await base.CreateOrderAsync(order, cancellationToken);
            return first.Outcome == PlacementOutcome.Unknown ? await base.CreateOrderAsync(order, cancellationToken) : first;
        }
    }

    private sealed class NoClaims(IOrderNumberStore numbers) : IOrderNumberStore
    {
        public Task<string?> FindAsync(string distributor, string number, CancellationToken cancellationToken) =>
            numbers.FindAsync(distributor, number, cancellationToken);

        public Task<IReadOnlyList<string>> ClaimAsync(
            string distributor, IReadOnlyCollection<string> numbers, string orderId, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<string>>([]);
    }

    /// <summary>Keeps the version of an invoice that came first.</summary>
    private sealed class FirstInvoices(IInvoiceStore invoices) : IInvoiceStore
    {
        public async Task<InvoicePut> PutAsync(InvoiceRecord invoice, CancellationToken cancellationToken) =>
            await invoices.FindAsync(invoice.Id, cancellationToken) is { } first
                ? new InvoicePut(first, first)
                : await invoices.PutAsync(invoice, cancellationToken);

        public Task<InvoiceRecord?> FindAsync(string id, CancellationToken cancellationToken) => invoices.FindAsync(id, cancellationToken);

        public Task<Core.Page<InvoiceRecord>> ListAsync(InvoiceFilter filter, int limit, string? cursor, CancellationToken cancellationToken) =>
            invoices.ListAsync(filter, limit, cursor, cancellationToken);
    }

    private sealed class NoInvoices : IInvoiceStore
    {
        public Task<InvoicePut> PutAsync(InvoiceRecord invoice, CancellationToken cancellationToken) => Task.FromResult(new InvoicePut(invoice, null));

        public Task<InvoiceRecord?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromResult<InvoiceRecord?>(null);

        public Task<Core.Page<InvoiceRecord>> ListAsync(InvoiceFilter filter, int limit, string? cursor, CancellationToken cancellationToken) =>
            Task.FromResult(new Core.Page<InvoiceRecord>([], null));
    }
}
