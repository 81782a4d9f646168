using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Distributors;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Notifications.Admission;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Notifications.Inbox;
using Pipeline.Core.Orders.Commands;
using Pipeline.Core.Orders.Erasure;
using Pipeline.Core.Orders.Matching;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Selling;

namespace Pipeline.Ops.Tests.Support;

/// <summary>What the pages about orders, messages, invoices and partners read and write, in memory; one partner, Acme.</summary>
public sealed class TradePorts
{
    public TradePorts() => (Orders, Exchanges, Inbox, Invoices) = (new(Reads), new(Reads), new(Reads), new(Reads));

    /// <summary>Storage reads so far.</summary>
    public Reads Reads { get; } = new();

    public MemoryOrders Orders { get; }

    public MemoryExchanges Exchanges { get; }

    public MemoryInbox Inbox { get; }

    public MemoryInvoices Invoices { get; }

    public TestPartner Partner { get; } = new();

    public void AddTo(IServiceCollection services) => services
        .AddSingleton<IOrderStore>(Orders).AddSingleton<IOrderErasure>(Orders).AddSingleton<IOrderSignalQueue>(Orders).AddSingleton<IOrderNumberStore>(Orders)
        .AddSingleton<IExchangeStore>(Exchanges).AddSingleton<IExchangeErasure>(Exchanges).AddSingleton<IExchangeLog>(Exchanges)
        .AddSingleton<IMessageInbox>(Inbox).AddSingleton<IMessageErasure>(Inbox).AddSingleton<IMessageQueue>(Inbox)
        .AddSingleton<IDistributor>(Partner).AddSingleton<DistributorCatalog>()
        .AddSingleton<IMessageReaderDirectory>(static provider => provider.GetRequiredService<DistributorCatalog>())
        .AddSingleton<ConnectionTest>()
        .AddSingleton<IInvoiceStore>(Invoices).AddSingleton<InvoiceAcceptance>()
        .AddSingleton<MessageReplay>().AddSingleton<MessageAdmission>()
        .AddSingleton<OrderUpdater>().AddSingleton<OrderCommandHandler>().AddSingleton<IOrderDocumentStore, MemoryOrderDocuments>().AddSingleton<MessagesOfOrder>().AddSingleton<PersonalDataErasure>();
}
