using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Pipeline.Faults.Storage.Queues;

/// <summary>What our stores and the host rely on holds on the emulator and in the simulation alike.</summary>
[Collection(StorageBackingsCollection.Name)]
public sealed class QueueContractTests(StorageBackings storage)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(StorageBackings.Emulator)]
    [InlineData(StorageBackings.Simulation)]
    public async Task A_message_is_held_by_who_received_it_and_counts_its_deliveries(string backing)
    {
        QueueClient queue = await NewQueueAsync(backing);
        await queue.SendMessageAsync("<&>é");
        await queue.SendMessageAsync("later", visibilityTimeout: Minute);

        QueueMessage first = Assert.Single((await queue.ReceiveMessagesAsync(10, Minute)).Value);
        Assert.Empty((await queue.ReceiveMessagesAsync(10, Minute)).Value);
        UpdateReceipt updated = await queue.UpdateMessageAsync(first.MessageId, first.PopReceipt, first.MessageText, TimeSpan.Zero);
        QueueMessage again = Assert.Single((await queue.ReceiveMessagesAsync(10, Minute)).Value);

        Assert.Equal(("<&>é", 1, 2), (again.MessageText, first.DequeueCount, again.DequeueCount));
        Assert.NotEqual(updated.PopReceipt, again.PopReceipt);
        Assert.Equal(2, (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
        await queue.DeleteMessageAsync(again.MessageId, again.PopReceipt);
        Assert.Equal(1, (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    [Theory]
    [InlineData(StorageBackings.Emulator)]
    [InlineData(StorageBackings.Simulation)]
    public async Task An_older_receipt_deletes_nothing_and_a_missing_queue_is_named(string backing)
    {
        QueueClient queue = await NewQueueAsync(backing);
        await queue.SendMessageAsync("1");
        QueueMessage first = (await queue.ReceiveMessageAsync(TimeSpan.FromSeconds(1))).Value;
        await queue.UpdateMessageAsync(first.MessageId, first.PopReceipt, "2", TimeSpan.Zero);

        RequestFailedException stale = await Assert.ThrowsAsync<RequestFailedException>(
            () => queue.DeleteMessageAsync(first.MessageId, first.PopReceipt));
        RequestFailedException missing = await Assert.ThrowsAsync<RequestFailedException>(
            () => storage.Of(backing).Queues.GetQueueClient("missing").SendMessageAsync("1"));

        Assert.InRange(stale.Status, 400, 404);
        Assert.Equal((404, "QueueNotFound"), (missing.Status, missing.ErrorCode));
        Assert.Equal("2", (await queue.PeekMessageAsync()).Value.MessageText);
    }

    private async Task<QueueClient> NewQueueAsync(string backing)
    {
        QueueClient queue = storage.Of(backing).Queues.GetQueueClient(storage.NewName());
        _ = await queue.CreateAsync();
        return queue;
    }
}
