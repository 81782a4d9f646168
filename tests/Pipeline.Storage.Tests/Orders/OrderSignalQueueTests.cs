using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Pipeline.Storage.Orders;
using Pipeline.Storage.Tests.Infrastructure;

namespace Pipeline.Storage.Tests.Orders;

[Collection(EmulatorCollection.Name)]
public sealed class OrderSignalQueueTests(StorageEmulator emulator)
{
    [Fact]
    public async Task A_signal_is_a_message_in_base64_and_makes_its_queue()
    {
        QueueClient queue = emulator.Queues.GetQueueClient("order-signals");
        await queue.DeleteIfExistsAsync();
        OrderSignalQueue signals = new(emulator.Queues);

        await signals.SendAsync("O/1", default);
        await signals.SendAsync("O/1", default);

        QueueMessage[] messages = await queue.ReceiveMessagesAsync(32);
        Assert.Equal(2, messages.Length);
        Assert.Equal("""{"orderId":"O/1"}""", Convert.FromBase64String(messages[0].Body.ToString()) is { } bytes ? System.Text.Encoding.UTF8.GetString(bytes) : null);
    }
}
