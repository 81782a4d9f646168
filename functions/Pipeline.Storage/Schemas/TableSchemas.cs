using Pipeline.Storage.Catalog;
using Pipeline.Storage.Feeds;

namespace Pipeline.Storage.Schemas;

/// <summary>The tables of the app, each with the version of the rows that this app writes.</summary>
/// <remarks>What to do when rows change: docs/operations.md, "Upgrading and rolling back".</remarks>
public static class TableSchemas
{
    /// <summary>The table that remembers what was written last; see <see cref="SchemaGuard"/>.</summary>
    public const string Table = "Schema";

    /// <summary>All but <see cref="Table"/> itself.</summary>
    public static IReadOnlyList<TableSchema> All { get; } =
    [
        // 2: the fault that a flow is paused for by the app; an older app shows the pause, and only a person ends it.
        new(StorageNames.FlowsTable, 2, 1),

        // 2: issues as codes and their values; sentences only where they came with them. An older app shows the codes.
        // 3: window, cost, mode, trace and what a person asked for; records set aside or taken up again. An older app shows the rest.
        new(StorageNames.ExecutionsTable, 3, 1),

        // 2: marks of rows in the statistics of the accepted file, where there were the places of rows with findings.
        // 3: the change set of the accepted file and of the one being applied, and from when on change sets are kept.
        // 4: entity tag and time of looking in the stamp of the file landed last; the format of the accepted file's profile.
        // 5: lower bounds and trailers in the accepted file's profile.
        // 6: prices of zero in the statistics of the accepted file; currencies and language in its profile.
        new(FeedKeys.Feeds, 6, 1),

        // 2: what a refused file was judged with.
        new(FeedKeys.Files, 2, 1),

        // 2: columns of feeds with products alone, prices alone and content; an older app would take their rows for unpriced or unknown.
        // 3: whether a stock may be higher than stated; the flag of what is downloaded. An older app shows the stock as stated.
        new(CatalogKeys.Rows, 3, 1),

        // 2: many entries in one row, where there was one row an entry (CatalogIndexMove).
        new(CatalogKeys.ByGtin, 2, 2),
        new(CatalogKeys.ByMpn, 2, 2),
        First(CatalogKeys.Absent),
        First(CatalogKeys.Categories),
        First(StorageNames.ArticleHistoryTable),

        // 2: the issue beside its sentence.
        new(StorageNames.NotificationsTable, 2, 1),
        First(StorageNames.NotificationClaimsTable),

        // 2: the issues beside the sentences of what blocks an order and of its alarms; what could not be read of its messages.
        // 3: what a distributor does not bring and another is asked for; how far each purchase order is followed; serial numbers
        // without a line; printed number and payment of invoices. An older app lets an order whose lines are looked for
        // elsewhere end as rejected, and does not follow.
        // 4: whether a distributor is still at work on a number; an older app asks for such an order as after a lost answer.
        // 5: the trace of whoever changed an order last; the channel's part of an order and what the channel has to be told; an older app
        // leaves them out and does not wait for the payment.
        new(StorageNames.OrdersTable, 5, 1),

        // 2: distributors, obstacles and value in the summary; an older app shows the rest.
        new(StorageNames.OrderListTable, 2, 1),
        First(StorageNames.OrderNumbersTable),
        First(StorageNames.OrderRequestsTable),

        // 2: rows of enquiries about live prices; an older app counts by itself.
        new(StorageNames.SourcingTable, 2, 1),

        // 2: size and hash of a pushed message, whose body is in the inbox alone; an older app shows the rest.
        new(StorageNames.ExchangesTable, 2, 1),

        // 2: differences may hold values of sentences; what could not be read of the invoice.
        // 3: its printed number and whether it is paid; an older app shows the rest.
        // 4: what a person decided about the differences; an older app calls the invoice not postable.
        new(StorageNames.InvoicesTable, 4, 1),
        First(StorageNames.ReconciliationsTable),
        First(StorageNames.AuditTable),
        First(StorageNames.SubscriptionsTable),
        First(StorageNames.DeliveriesTable),
        First(StorageNames.ErrorsTable),
        First(StorageNames.StoresTable),
        First(StorageNames.ListingsTable),
        First(StorageNames.OfferImportsTable),
    ];

    private static TableSchema First(string table) => new(table, 1, 1);
}

/// <summary>The form of a table's rows: their columns and the documents in them.</summary>
/// <param name="Table">Name of the table.</param>
/// <param name="Version">1 for the first; one more for each change of columns or documents.</param>
/// <param name="MinimumReader">The lowest version whose app reads these rows rightly; an older one must not even read them.</param>
public sealed record TableSchema(string Table, int Version, int MinimumReader);
