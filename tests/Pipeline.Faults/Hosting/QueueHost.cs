using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Pipeline.Faults.Time;
using Pipeline.Faults.Worlds;

namespace Pipeline.Faults.Hosting;

/// <summary>Plays the queue trigger of the Functions host: delivers at least once, five times at most, then to the poison queue.</summary>
/// <remarks>
/// It lives and dies with the process, as on one instance that is lost; messages in its hands come back when their
/// invisibility ends. The times are those of <c>host.json</c>.
/// </remarks>
/// <param name="world">The world.</param>
/// <param name="process">Whose functions it calls.</param>
/// <param name="queues">Clients of that life.</param>
/// <param name="name">Name of the queue.</param>
/// <param name="function">Handles the text of one message; an exception means failure.</param>
public sealed class QueueHost(World world, Incarnation process, QueueServiceClient queues, string name, Func<string, Task> function)
{
    private const int BatchSize = 4;
    private const int MaxDeliveries = 5;
    private static readonly TimeSpan Polling = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);

    private readonly QueueClient queue = queues.GetQueueClient(name);

    /// <summary>Begins to poll.</summary>
    public void Start() => process.Run(PollAsync);

    private async Task PollAsync()
    {
        while (true)
        {
            await Task.Delay(Polling, process.Clock);
            // A poll that finds nothing would only make the list of calls longer.
            if (!world.Account.Queues.HasVisible(name))
            {
                continue;
            }

            try
            {
                QueueMessage[] messages = await queue.ReceiveMessagesAsync(BatchSize, Hold);
                await Task.WhenAll(messages.Select(DeliverAsync));
            }
            catch (RequestFailedException)
            {
                // The storage does not answer; the next poll tries again, and messages come back by themselves.
            }
        }
    }

    private async Task DeliverAsync(QueueMessage message)
    {
        try
        {
            await function(message.MessageText);
        }
        catch (Exception failure)
        {
            process.Report(failure);
            await SetAsideAsync(message);
            return;
        }

        _ = await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
    }

    private async Task SetAsideAsync(QueueMessage message)
    {
        if (message.DequeueCount < MaxDeliveries)
        {
            _ = await queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, message.MessageText, RetryAfter);
            return;
        }

        QueueClient poison = queues.GetQueueClient($"{name}-poison");
        _ = await poison.CreateIfNotExistsAsync();
        _ = await poison.SendMessageAsync(message.MessageText);
        _ = await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
    }
}
