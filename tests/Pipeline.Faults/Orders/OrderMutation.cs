using Microsoft.DurableTask;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Notifications.Inbox;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sourcing;
using Pipeline.Faults.Notifications;
using Pipeline.Faults.Storage;
using Pipeline.Functions.Orders;

namespace Pipeline.Faults.Orders;

/// <summary>Takes the place of parts of the life cycle; by default changes none. A mutant breaks one on purpose.</summary>
public sealed record OrderMutation
{
    /// <summary>Times as they are, with the terms of the distributor.</summary>
    public static OrderLimits Usual { get; } = new() { Distributors = PushEntrance.Distributors.Terms };

    /// <summary>The code as it is.</summary>
    public static OrderMutation None { get; } = new();

    /// <summary>What stands in for the orders.</summary>
    public Func<IOrderStore, StorageClients, IOrderStore> Store { get; init; } = static (store, _) => store;

    /// <summary>What stands in for the orders where operators' commands are carried out.</summary>
    public Func<IOrderStore, IOrderStore> Commands { get; init; } = static store => store;

    /// <summary>What stands in for the orders where the life cycle decides and acts.</summary>
    public Func<IOrderStore, IOrderStore> LifeCycle { get; init; } = static store => store;

    /// <summary>What stands in for the idempotency keys.</summary>
    public Func<IIdempotencyKeyStore, IIdempotencyKeyStore> Requests { get; init; } = static requests => requests;

    /// <summary>What stands in for the numbers.</summary>
    public Func<IOrderNumberStore, IOrderNumberStore> Numbers { get; init; } = static numbers => numbers;

    /// <summary>What stands in for the signals.</summary>
    public Func<IOrderSignalQueue, IOrderSignalQueue> Signals { get; init; } = static signals => signals;

    /// <summary>What stands in for the invoices.</summary>
    public Func<IInvoiceStore, IInvoiceStore> Invoices { get; init; } = static invoices => invoices;

    /// <summary>What stands in for the promises of pieces.</summary>
    public Func<IPromiseStore, IPromiseStore> Promises { get; init; } = static promises => promises;

    /// <summary>What stands in for the distributor's services.</summary>
    public Func<IDistributorService, IDistributorService> Services { get; init; } = static services => services;

    /// <summary>What stands in for the inbox.</summary>
    public Func<IMessageInbox, IMessageInbox> Inbox { get; init; } = static inbox => inbox;

    /// <summary>What stands in for the readers of messages.</summary>
    public Func<IMessageReaderDirectory, IMessageReaderDirectory> Readers { get; init; } = static readers => readers;

    /// <summary>What stands in for the orders' handler of messages.</summary>
    public Func<IMessageHandler, IMessageHandler> Handler { get; init; } = static handler => handler;

    /// <summary>What stands in for the orchestrator.</summary>
    public Func<TaskOrchestrationContext, Task> Orchestrator { get; init; } = OrderLifecycle.RunAsync;

    /// <summary>Times.</summary>
    public OrderLimits Limits { get; init; } = Usual;

    /// <summary>Whether the sweep of orders runs.</summary>
    public bool Sweeps { get; init; } = true;
}
