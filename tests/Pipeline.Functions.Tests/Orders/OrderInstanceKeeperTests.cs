using Pipeline.Core.Messages;
using Grpc.Core;
using Microsoft.DurableTask.Client;
using Pipeline.Core;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sales;
using Pipeline.Functions.Orders;

namespace Pipeline.Functions.Tests.Orders;

/// <summary>Whatever state the instance of an order is in: an order that has not ended has one that lives.</summary>
public sealed class OrderInstanceKeeperTests
{
    private const string Raised = "raise changed in order-o1";
    private const string Started = "start OrderLifecycle 1.0 of o1 as order-o1";
    private readonly ScriptedDurableClient client = new();

    [Theory]
    [InlineData(null, "Started", Started)]
    [InlineData(OrchestrationRuntimeStatus.Running, "Told", Raised)]
    [InlineData(OrchestrationRuntimeStatus.Pending, "Told", Raised)]
    [InlineData(OrchestrationRuntimeStatus.Suspended, "Told", Raised)]
    [InlineData(OrchestrationRuntimeStatus.Completed, "StartedAgain", Started)]
    [InlineData(OrchestrationRuntimeStatus.Failed, "StartedAgain", Started)]
    [InlineData(OrchestrationRuntimeStatus.Terminated, "StartedAgain", Started)]
    public async Task An_order_that_has_not_ended_is_told_or_gets_a_new_instance(
        OrchestrationRuntimeStatus? state, string expected, string call)
    {
        client.State = state;

        Assert.Equal(expected, (await WakeAsync(isCancelled: false)).ToString());
        Assert.Equal([call], client.Log);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(OrchestrationRuntimeStatus.Completed)]
    [InlineData(OrchestrationRuntimeStatus.Failed)]
    public async Task An_order_that_has_ended_needs_none(OrchestrationRuntimeStatus? state)
    {
        client.State = state;

        Assert.Equal(OrderWake.NotNeeded, await WakeAsync(isCancelled: true));
        Assert.Empty(client.Log);
    }

    [Fact]
    public async Task A_signal_for_no_order_starts_nothing()
    {
        Assert.Equal(OrderWake.NotNeeded, await new OrderInstanceKeeper(new OneOrder(null)).WakeAsync(client, "o1", default));
        Assert.Empty(client.Log);
    }

    /// <summary>The host says that it has taken the event, and drops it.</summary>
    [Fact]
    public async Task An_instance_that_ends_while_it_is_told_is_replaced()
    {
        client.State = OrchestrationRuntimeStatus.Running;
        client.AfterEvent = () => client.State = OrchestrationRuntimeStatus.Completed;

        Assert.Equal(OrderWake.StartedAgain, await WakeAsync(isCancelled: false));
        Assert.Equal([Raised, Started], client.Log);
    }

    [Fact]
    public async Task Who_comes_second_tells_the_instance_that_the_first_one_started()
    {
        client.BeforeStart = () => client.State = OrchestrationRuntimeStatus.Pending;

        Assert.Equal(OrderWake.Told, await WakeAsync(isCancelled: false));
        Assert.Equal([Raised], client.Log);
    }

    [Fact]
    public async Task An_instance_that_the_first_one_started_and_that_has_ended_makes_the_signal_come_again()
    {
        client.BeforeStart = () => client.State = OrchestrationRuntimeStatus.Running;
        client.AfterEvent = () => client.State = OrchestrationRuntimeStatus.Completed;

        await Assert.ThrowsAsync<InvalidOperationException>(() => WakeAsync(isCancelled: false));
    }

    [Theory]
    [InlineData(StatusCode.Unavailable)]
    [InlineData(StatusCode.DeadlineExceeded)]
    [InlineData(StatusCode.Internal)]
    public async Task A_host_that_does_not_answer_makes_the_signal_come_again(StatusCode answer)
    {
        client.State = OrchestrationRuntimeStatus.Running;
        client.AfterEvent = () => throw new RpcException(new Status(answer, "refused"));

        await Assert.ThrowsAsync<RpcException>(() => WakeAsync(isCancelled: false));
    }

    private Task<OrderWake> WakeAsync(bool isCancelled)
    {
        DateTimeOffset now = new(2026, 3, 10, 8, 0, 0, TimeSpan.Zero);
        OrderRecord record = new()
        {
            Order = new SalesOrder
            {
                OrderId = "o1", Source = OrderSource.Api, IsCancelled = isCancelled,
                Lines = [new SalesOrderLine { LineNumber = new LineNumber(1), Distributor = "ingram-micro", Sku = "A", Quantity = 1 }],
            },
            ReceivedAt = now, ChangedAt = now, EventCount = 1, ReviewDueAt = isCancelled ? null : now,
        };
        return new OrderInstanceKeeper(new OneOrder(record)).WakeAsync(client, "o1", default);
    }

    private sealed class OneOrder(OrderRecord? record) : IOrderStore
    {
        public Task<StoredOrder?> FindAsync(string orderId, CancellationToken cancellationToken) =>
            Task.FromResult(record is null ? null : new StoredOrder(record, "1"));

        public Task<bool> TryAddAsync(OrderRecord record, IReadOnlyList<OrderEvent> events, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<StoredOrder?> TryReplaceAsync(
            StoredOrder before, OrderRecord after, IReadOnlyList<OrderEvent> events, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<Page<OrderSummary>> ListAsync(OrderFilter filter, int limit, string? cursor, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<Page<OrderEvent>> ListEventsAsync(string orderId, int limit, string? cursor, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<string>> ListDueAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
