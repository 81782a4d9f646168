using System.Text.Json.Serialization.Metadata;
using Pipeline.Core.Orders.Records;
using Pipeline.Storage.Audit;
using Pipeline.Storage.Catalog;
using Pipeline.Storage.Catalog.Columns;
using Pipeline.Storage.Errors;
using Pipeline.Storage.Exchanges;
using Pipeline.Storage.Feeds;
using Pipeline.Storage.Flows;
using Pipeline.Storage.Notifications;
using Pipeline.Storage.Offers;
using Pipeline.Storage.Orders;
using Pipeline.Storage.Pricing;
using Pipeline.Storage.Schemas;
using Pipeline.Storage.Sourcing;
using Pipeline.Storage.Stores;
using Pipeline.Storage.Subscriptions;

namespace Pipeline.Storage.Tests.Schemas;

/// <summary>Documents in columns belong to the schema of their table: whoever changes their members gives the table a new version.</summary>
/// <remarks>What to do when this turns red: docs/operations.md, "Upgrading and rolling back".</remarks>
public sealed class DocumentSchemaTests
{
    /// <summary>Folder to which missing files are written: <c>tests/Pipeline.Storage.Tests/Schemas/documents</c>, absolute.</summary>
    private const string RecordVariable = "PIPELINE_RECORD_DOCUMENTS";

    private static readonly Dictionary<string, JsonTypeInfo[]> Documents = new(StringComparer.Ordinal)
    {
        [StorageNames.FlowsTable] = [FlowJson.Default.FlowState],
        [StorageNames.ExecutionsTable] = [FlowJson.Default.Execution],
        [FeedKeys.Feeds] = [FeedJson.Default.AcceptedFile, FeedJson.Default.AcceptedDetail, FeedJson.Default.ApplyingFile, FeedJson.Default.RemoteStamp],
        [FeedKeys.Files] = [FeedJson.Default.FeedCounts],
        [CatalogKeys.Rows] = [ContentJson.Default.ContentFacts],
        [StorageNames.NotificationsTable] = [MessageJson.Default.PushedMessage, MessageJson.Default.ParkedMessage],
        [StorageNames.OrdersTable] = [OrderRecordJson.Default.OrderRecord, OrderJson.Default.OrderEvent],
        [StorageNames.SourcingTable] =
            [SourcingJson.Default.SourcingRules, SourcingJson.Default.DistributorStop, SourcingJson.Default.CurrencySheet, SourcingJson.Default.Promises,
             SourcingJson.Default.Enquiries],
        [StorageNames.OrderListTable] = [OrderJson.Default.OrderSummary],
        [StorageNames.InvoicesTable] = [OrderRecordJson.Default.InvoiceRecord],
        [StorageNames.ExchangesTable] = [ExchangeJson.Default.ExchangeHead],
        [StorageNames.AuditTable] = [AuditJson.Default.AuditEntry],
        [StorageNames.SubscriptionsTable] = [SubscriptionJson.Default.Subscription],
        [StorageNames.DeliveriesTable] = [SubscriptionJson.Default.Delivery],
        [StorageNames.StoresTable] = [StoreJson.Default.StoreState],
        [StorageNames.ListingsTable] = [ListingJson.Default.KeptArray, ListingJson.Default.DictionaryStringString],
        [StorageNames.OfferImportsTable] = [OfferImportJson.Default.OfferImport],
        [StorageNames.ErrorsTable] = [ErrorJson.Default.ErrorGroup, ErrorJson.Default.ErrorRecord, ErrorJson.Default.AlertState],
    };

    public static TheoryData<string> Tables => [.. Documents.Keys];

    [Theory]
    [MemberData(nameof(Tables))]
    public void Documents_have_the_members_of_the_registered_version(string table)
    {
        int version = TableSchemas.All.Single(schema => schema.Table == table).Version;
        AssertCaptured($"{table}.v{version}.txt", Documents[table]);
    }

    /// <summary>An app refuses a member that it does not know, so a new one keeps older apps from reading the rules at all.</summary>
    [Fact]
    public void Margin_rules_have_the_members_that_were_captured() => AssertCaptured("MarginRules.v1.txt", [PricingJson.Default.MarginRules]);

    /// <summary>Beside what is remembered of stores, in rows of their own.</summary>
    [Fact]
    public void Orders_of_stores_have_the_members_that_were_captured() =>
        AssertCaptured("ChannelOrders.v1.txt", [StoreJson.Default.ChannelOrderClaim, StoreJson.Default.ChannelReadMark]);

    [Fact]
    public void A_shape_goes_into_lists_and_into_every_kind_of_message()
    {
        IReadOnlyList<string> shape = DocumentShape.Of(OrderRecordJson.Default.OrderRecord);

        Assert.Contains(".order.shipTo.street[] String", shape);
        Assert.Contains(".attempts[].sends Int32", shape);
        Assert.Contains(shape, static line => line.Contains("<despatchAdvice>", StringComparison.Ordinal));
        Assert.DoesNotContain(shape, static line => line.Contains(".colour", StringComparison.Ordinal));
    }

    private static void AssertCaptured(string name, JsonTypeInfo[] types)
    {
        string[] shape = [.. types.SelectMany(static type => DocumentShape.Of(type).Select(line => $"{type.Type.Name}{line}"))];
        string path = Path.Combine(AppContext.BaseDirectory, "Schemas", "documents", name);
        if (!File.Exists(path) && Environment.GetEnvironmentVariable(RecordVariable) is { Length: > 0 } folder)
        {
            // Only what is missing: a shape that was captured once is never written again.
            path = Path.Combine(folder, name);
            File.WriteAllLines(path, shape);
        }

        Assert.True(File.Exists(path), $"{name} is not captured.");
        Assert.Equal(File.ReadAllLines(path), shape);
    }
}
