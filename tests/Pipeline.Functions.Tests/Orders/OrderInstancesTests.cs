using Microsoft.DurableTask.Client;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sales;
using Pipeline.Functions.Orders;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Orders;

/// <summary>Whatever state the instance of an order is in: an order that has not ended has one that lives.</summary>
[Collection(StorageCollection.Name)]
public sealed class OrderInstancesTests(StorageEmulator storage) : IAsyncLifetime
{
    private const string Raised = "raise changed in order-o1";
    private const string Started = "start OrderLifecycle 1.0 of o1 as order-o1";
    private readonly ScriptedDurableClient client = new();
    private PipelineApp app = null!;

    public async Task InitializeAsync() => app = await PipelineApp.StartAsync(storage);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Theory]
    [InlineData(null, "Started", Started)]
    [InlineData(OrchestrationRuntimeStatus.Running, "Told", Raised)]
    [InlineData(OrchestrationRuntimeStatus.Pending, "Told", Raised)]
    [InlineData(OrchestrationRuntimeStatus.ContinuedAsNew, "Told", Raised)]
    [InlineData(OrchestrationRuntimeStatus.Suspended, "Told", Raised)]
    [InlineData(OrchestrationRuntimeStatus.Completed, "StartedAgain", Started)]
    [InlineData(OrchestrationRuntimeStatus.Failed, "StartedAgain", Started)]
    [InlineData(OrchestrationRuntimeStatus.Terminated, "StartedAgain", Started)]
    public async Task An_order_that_has_not_ended_is_told_or_gets_a_new_instance(
        OrchestrationRuntimeStatus? state, string expected, string call)
    {
        await AddAsync(isCancelled: false);
        client.State = state;

        Assert.Equal(expected, (await WakeAsync()).ToString());
        Assert.Equal([call], client.Log);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(OrchestrationRuntimeStatus.Completed)]
    [InlineData(OrchestrationRuntimeStatus.Failed)]
    public async Task An_order_that_has_ended_needs_none(OrchestrationRuntimeStatus? state)
    {
        await AddAsync(isCancelled: true);
        client.State = state;

        Assert.Equal(OrderWake.NotNeeded, await WakeAsync());
        Assert.Empty(client.Log);
    }

    [Fact]
    public async Task A_signal_for_no_order_starts_nothing()
    {
        Assert.Equal(OrderWake.NotNeeded, await WakeAsync());
        Assert.Empty(client.Log);
    }

    [Theory]
    [InlineData(DurableClientError.AlreadyEnded)]
    [InlineData(DurableClientError.NotFound)]
    public async Task An_instance_that_ends_in_this_moment_is_replaced(DurableClientError error)
    {
        await AddAsync(isCancelled: false);
        client.State = OrchestrationRuntimeStatus.Running;
        client.EventErrors.Enqueue(error);

        Assert.Equal(OrderWake.StartedAgain, await WakeAsync());
        Assert.Equal([Started], client.Log);
    }

    [Fact]
    public async Task Who_comes_second_tells_the_instance_that_the_first_one_started()
    {
        await AddAsync(isCancelled: false);
        client.StartError = DurableClientError.AlreadyExists;

        Assert.Equal(OrderWake.Told, await WakeAsync());
        Assert.Equal([Raised], client.Log);
    }

    [Fact]
    public async Task A_host_that_does_not_answer_makes_the_signal_come_again()
    {
        await AddAsync(isCancelled: false);
        client.StartError = DurableClientError.Unavailable;

        await Assert.ThrowsAsync<DurableClientException>(WakeAsync);
    }

    private Task<OrderWake> WakeAsync() => app.Get<OrderInstances>().WakeAsync(client, "o1", default);

    private async Task AddAsync(bool isCancelled)
    {
        DateTimeOffset now = app.Clock.GetUtcNow();
        Assert.True(await app.Get<IOrderStore>().TryAddAsync(
            new OrderRecord
            {
                Order = new SalesOrder
                {
                    OrderId = "o1", Source = OrderSource.Api, IsCancelled = isCancelled,
                    Lines = [new SalesOrderLine { LineNumber = new LineNumber(1), Distributor = "ingram-micro", Sku = "A", Quantity = 1 }],
                },
                ReceivedAt = now, ChangedAt = now, EventCount = 1, ReviewDueAt = isCancelled ? null : now,
            },
            [new OrderEvent(1, now, OrderSteps.Received, "received")],
            default));
    }
}
