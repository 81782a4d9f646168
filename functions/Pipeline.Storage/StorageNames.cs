namespace Pipeline.Storage;

/// <summary>Names of the tables and queues, each once; triggers and stores refer to them.</summary>
public static class StorageNames
{
    /// <summary>Queue of <see cref="Core.Flows.Running.FlowExecutionMessage"/>.</summary>
    public const string FlowRunsQueue = "flow-runs";

    /// <summary>Where the host puts messages of <see cref="FlowRunsQueue"/> that failed five times.</summary>
    public const string FlowRunsPoisonQueue = "flow-runs-poison";

    /// <summary>Queue of <see cref="Core.Feeds.Importing.FeedImportRequest"/>.</summary>
    public const string FeedFilesQueue = "feed-files";

    /// <summary>Queue of <see cref="Core.Feeds.Changes.ChangeAnnouncement"/>: for whoever follows the catalogue; no function of this app reads it.</summary>
    public const string CatalogChangesQueue = "catalog-changes";

    /// <summary>Queue of <see cref="Core.History.HistoryNotice"/>.</summary>
    public const string ArticleHistoryQueue = "article-history";

    /// <summary>Table of changes of price and stock.</summary>
    public const string ArticleHistoryTable = "ArticleHistory";

    /// <summary>Table of flow states.</summary>
    public const string FlowsTable = "Flows";

    /// <summary>Table of executions.</summary>
    public const string ExecutionsTable = "Executions";

    /// <summary>Queue of <see cref="Core.Notifications.Handling.MessageRequest"/>.</summary>
    public const string NotificationsQueue = "notifications";

    /// <summary>Where the host puts messages of <see cref="NotificationsQueue"/> that failed five times.</summary>
    public const string NotificationsPoisonQueue = "notifications-poison";

    /// <summary>Table of pushed messages.</summary>
    public const string NotificationsTable = "Notifications";

    /// <summary>Table of who said what first.</summary>
    public const string NotificationClaimsTable = "NotificationClaims";

    /// <summary>Container of pushed bodies that are too large for a row.</summary>
    public const string NotificationsContainer = "notifications";

    /// <summary>Queue of <see cref="Core.Orders.Records.OrderSignal"/>.</summary>
    public const string OrderSignalsQueue = "order-signals";

    /// <summary>Where the host puts messages of <see cref="OrderSignalsQueue"/> that failed five times.</summary>
    public const string OrderSignalsPoisonQueue = "order-signals-poison";

    /// <summary>Table of orders and their events.</summary>
    public const string OrdersTable = "Orders";

    /// <summary>Table of summaries of all orders, and of pointers to those that are open.</summary>
    public const string OrderListTable = "OrderList";

    /// <summary>Table of the numbers that orders have at distributors.</summary>
    public const string OrderNumbersTable = "OrderNumbers";

    /// <summary>Table of idempotency keys.</summary>
    public const string OrderRequestsTable = "OrderRequests";

    /// <summary>Container of order records that are too large for a row.</summary>
    public const string OrdersContainer = "orders";

    /// <summary>Table of what decides between distributors: rules, exchange rates, promised pieces, distributors that take no orders.</summary>
    public const string SourcingTable = "Sourcing";

    /// <summary>Table of exchanges with partners.</summary>
    public const string ExchangesTable = "Exchanges";

    /// <summary>Container of exchanged bodies that are too large for a row.</summary>
    public const string ExchangesContainer = "exchanges";

    /// <summary>Table of invoices.</summary>
    public const string InvoicesTable = "Invoices";

    /// <summary>Container of invoices that are too large for a row.</summary>
    public const string InvoicesContainer = "invoices";

    /// <summary>Table of groups of errors, their records and the subjects listed in them.</summary>
    public const string ErrorsTable = "Errors";

    /// <summary>Table of differences between our orders and the distributors' lists.</summary>
    public const string ReconciliationsTable = "Reconciliations";

    /// <summary>Table of commands: who did what.</summary>
    public const string AuditTable = "Audit";

    /// <summary>Queue of <see cref="Core.Subscriptions.OrderEventsNotice"/>.</summary>
    public const string OrderEventsQueue = "order-events";

    /// <summary>Where the host puts messages of <see cref="OrderEventsQueue"/> that failed five times.</summary>
    public const string OrderEventsPoisonQueue = "order-events-poison";

    /// <summary>Queue of <see cref="Core.Subscriptions.DeliveryNotice"/>.</summary>
    public const string DeliveriesQueue = "deliveries";

    /// <summary>Table of subscriptions to events, and of how far orders have been told.</summary>
    public const string SubscriptionsTable = "Subscriptions";

    /// <summary>Table of events on their way to subscribers.</summary>
    public const string DeliveriesTable = "Deliveries";

    /// <summary>Container of documents that channels are owed.</summary>
    public const string OrderDocumentsContainer = "order-documents";

    /// <summary>Table of stores: what is remembered of each, and which of its orders became which of ours.</summary>
    public const string StoresTable = "Stores";

    /// <summary>Table of listings.</summary>
    public const string ListingsTable = "Listings";

    /// <summary>Table of imports of offers.</summary>
    public const string OfferImportsTable = "OfferImports";

    /// <summary>Queue of <see cref="Core.Offers.Listings.ListingChange"/>.</summary>
    public const string ListingChangesQueue = "listing-changes";

    /// <summary>Queue of <see cref="Core.Offers.Sending.OfferStep"/>.</summary>
    public const string OfferStepsQueue = "offer-steps";
}
