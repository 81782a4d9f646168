using Pipeline.Core.Catalog;
using Pipeline.Core.Distributors;
using Pipeline.Core.ErrorGroups;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Flows;
using Pipeline.Core.Notifications.Inbox;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Ops.Pages.Search;

/// <summary>Where a number may be known.</summary>
internal sealed record SearchPorts(
    FlowCatalog Flows,
    IExecutionStore Runs,
    IErrorStore Errors,
    IOrderStore Orders,
    IOrderNumberStore Numbers,
    DistributorCatalog Distributors,
    ICatalogStore Catalog,
    IExchangeStore Exchanges,
    IMessageInbox Inbox);
