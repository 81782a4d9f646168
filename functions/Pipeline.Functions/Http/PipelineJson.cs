using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pipeline.Core;
using Pipeline.Core.Audit;
using Pipeline.Core.Catalog;
using Pipeline.Core.Channels;
using Pipeline.Core.Channels.Orders.Importing;
using Pipeline.Core.Distributors;
using Pipeline.Core.ErrorGroups;
using Pipeline.Core.Errors;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Feeds;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Changes;
using Pipeline.Core.Notifications;
using Pipeline.Core.Offers.Computing;
using Pipeline.Core.Offers.Listings;
using Pipeline.Core.Offers.Sending;
using Pipeline.Core.Orders;
using Pipeline.Core.Messages;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders.Progress;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Selling;
using Pipeline.Core.Pricing;
using Pipeline.Functions.Audit;
using Pipeline.Functions.Catalog;
using Pipeline.Core.Reconciliation;
using Pipeline.Core.Subscriptions.Deliveries;
using Pipeline.Functions.Errors;
using Pipeline.Functions.Exchanges;
using Pipeline.Functions.Executions;
using Pipeline.Functions.Feeds;
using Pipeline.Functions.Flows;
using Pipeline.Functions.Invoices;
using Pipeline.Functions.Notifications;
using Pipeline.Functions.Ops;
using Pipeline.Functions.Orders.Prices;
using Pipeline.Functions.Orders.Requests;
using Pipeline.Functions.Orders.Selling;
using Pipeline.Functions.Orders.Views;
using Pipeline.Functions.Pricing;
using Pipeline.Functions.Sourcing;
using Pipeline.Functions.Stores;
using Pipeline.Functions.Subscriptions;
using Pipeline.Functions.Reconciliations;
using Pipeline.Storage;

namespace Pipeline.Functions.Http;

/// <summary>How requests and answers are spelled: camel case, enumerations as words, absent values as null.</summary>
/// <remarks>Add each new record of a request or answer here; that keeps reflection out of the start.</remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    Converters =
    [
        typeof(UtcInstantConverter),
        typeof(CamelCaseEnum<ExecutionStatus>),
        typeof(CamelCaseEnum<FlowCondition>),
        typeof(CamelCaseEnum<FlowDirection>),
        typeof(CamelCaseEnum<FlowMode>),
        typeof(CamelCaseEnum<FeedFileStatus>),
        typeof(CamelCaseEnum<MessageState>),
        typeof(CamelCaseEnum<OrderState>),
        typeof(CamelCaseEnum<LineState>),
        typeof(CamelCaseEnum<ChannelOrderState>),
        typeof(CamelCaseEnum<ReportKind>),
        typeof(CamelCaseEnum<ReportState>),
        typeof(CamelCaseEnum<ChannelClaimState>),
        typeof(CamelCaseEnum<PaymentStatus>),
        typeof(CamelCaseEnum<InvoiceKind>),
        typeof(CamelCaseEnum<ExchangeDirection>),
        typeof(CamelCaseEnum<ReconciliationState>),
        typeof(CamelCaseEnum<AuditResult>),
        typeof(CamelCaseEnum<DeliveryState>),
        typeof(CamelCaseEnum<ErrorGroupState>),
        typeof(CamelCaseEnum<FaultScope>),
        typeof(CamelCaseEnum<StoreMode>),
        typeof(CamelCaseEnum<ListingState>),
        typeof(CamelCaseEnum<OfferImportStage>),
        typeof(CamelCaseEnum<ConnectionOutcome>),
    ])]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(Page<FlowView>), TypeInfoPropertyName = "FlowList")]
[JsonSerializable(typeof(FlowView))]
[JsonSerializable(typeof(FlowChange), TypeInfoPropertyName = "FlowChangeRequest")]
[JsonSerializable(typeof(RunBody))]
[JsonSerializable(typeof(Page<ExecutionView>), TypeInfoPropertyName = "ExecutionList")]
[JsonSerializable(typeof(ExecutionView))]
[JsonSerializable(typeof(Page<ItemView>), TypeInfoPropertyName = "ItemList")]
[JsonSerializable(typeof(HealthView))]
[JsonSerializable(typeof(ReadyView))]
[JsonSerializable(typeof(CatalogList))]
[JsonSerializable(typeof(HistoryRebuildView))]
[JsonSerializable(typeof(CatalogEntry))]
[JsonSerializable(typeof(Page<FeedView>), TypeInfoPropertyName = "FeedList")]
[JsonSerializable(typeof(Page<FeedFileView>), TypeInfoPropertyName = "FeedFileList")]
[JsonSerializable(typeof(FeedCheckView))]
[JsonSerializable(typeof(MessageReceipt))]
[JsonSerializable(typeof(Page<MessageView>), TypeInfoPropertyName = "NotificationList")]
[JsonSerializable(typeof(MessageView))]
[JsonSerializable(typeof(ReplayAnswer))]
[JsonSerializable(typeof(OrderBody))]
[JsonSerializable(typeof(OrderView))]
[JsonSerializable(typeof(Page<OrderSummary>), TypeInfoPropertyName = "OrderList")]
[JsonSerializable(typeof(Page<OrderEvent>), TypeInfoPropertyName = "TimelineView")]
[JsonSerializable(typeof(DecisionBody))]
[JsonSerializable(typeof(ChannelCommandBody))]
[JsonSerializable(typeof(ReportList))]
[JsonSerializable(typeof(Page<SetAsideView>), TypeInfoPropertyName = "SetAsideList")]
[JsonSerializable(typeof(PriceEnquiry))]
[JsonSerializable(typeof(PriceEnquiryView))]
[JsonSerializable(typeof(Page<ExchangeView>), TypeInfoPropertyName = "ExchangeList")]
[JsonSerializable(typeof(ExchangeView))]
[JsonSerializable(typeof(Page<InvoiceView>), TypeInfoPropertyName = "InvoiceList")]
[JsonSerializable(typeof(InvoiceView))]
[JsonSerializable(typeof(InvoiceDecisionBody))]
[JsonSerializable(typeof(CurrencyView))]
[JsonSerializable(typeof(SourcingRulesBody))]
[JsonSerializable(typeof(Page<DistributorView>), TypeInfoPropertyName = "DistributorList")]
[JsonSerializable(typeof(DistributorView))]
[JsonSerializable(typeof(MarginRules))]
[JsonSerializable(typeof(PreviewBody))]
[JsonSerializable(typeof(PreviewPage))]
[JsonSerializable(typeof(Page<ReconciliationView>), TypeInfoPropertyName = "ReconciliationList")]
[JsonSerializable(typeof(Page<AuditView>), TypeInfoPropertyName = "AuditList")]
[JsonSerializable(typeof(SubscriptionBody))]
[JsonSerializable(typeof(ReplayBody))]
[JsonSerializable(typeof(SubscriptionView))]
[JsonSerializable(typeof(Page<SubscriptionView>), TypeInfoPropertyName = "SubscriptionList")]
[JsonSerializable(typeof(Page<EventDeliveryView>), TypeInfoPropertyName = "EventDeliveryList")]
[JsonSerializable(typeof(EventReplayView))]
[JsonSerializable(typeof(Page<ErrorGroupView>), TypeInfoPropertyName = "ErrorList")]
[JsonSerializable(typeof(ErrorGroupView))]
[JsonSerializable(typeof(ErrorRebuildView))]
[JsonSerializable(typeof(ErrorRetryBody))]
[JsonSerializable(typeof(ErrorRetryView))]
[JsonSerializable(typeof(ErrorDismissBody))]
[JsonSerializable(typeof(AlertTestView))]
[JsonSerializable(typeof(Page<StoreView>), TypeInfoPropertyName = "StoreList")]
[JsonSerializable(typeof(StoreView))]
[JsonSerializable(typeof(StoreTestView))]
[JsonSerializable(typeof(Page<ListingView>), TypeInfoPropertyName = "ListingList")]
[JsonSerializable(typeof(ListingView))]
[JsonSerializable(typeof(ListingBody))]
[JsonSerializable(typeof(Page<OfferImportView>), TypeInfoPropertyName = "OfferImportList")]
[JsonSerializable(typeof(OfferImportView))]
[JsonSerializable(typeof(OfferRules))]
public sealed partial class PipelineJson : JsonSerializerContext
{
    /// <summary>For answers: accents and apostrophes stand as they are, so that people can read them.</summary>
    /// <remarks>Less is escaped than for JSON within a web page; these answers are JSON and nothing else.</remarks>
    public static PipelineJson Readable => readable ??= // Two callers at once make two that are alike.
        new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static PipelineJson? readable;
}
