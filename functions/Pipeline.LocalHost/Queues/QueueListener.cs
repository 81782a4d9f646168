using System.Collections.Concurrent;
using System.Threading.Channels;
using Azure;
using Azure.Storage.Queues.Models;
using Pipeline.LocalHost.Configuration;
using Pipeline.LocalHost.Hosting;
using Pipeline.LocalHost.Invocation;

namespace Pipeline.LocalHost.Queues;

/// <summary>Takes messages from a queue in batches and settles them by the rules of the queue trigger (§5).</summary>
/// <remarks>At-least-once: a message is deleted after its work succeeded or after it was copied to the poison queue.</remarks>
internal sealed partial class QueueListener(
    QueueSource source, IMessageConsumer consumer, TimeProvider time, ILogger<QueueListener> logger)
    : ITriggerListener
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private readonly Channel<bool> _wake =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public string Name => source.Queue.Name;

    /// <summary>Looks at the queue at once: the host itself has just put a message there.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    public async Task RunAsync(ListenerStop stop)
    {
        TimeSpan pause = ShortestPause;
        try
        {
            while (!stop.NoNewWork.IsCancellationRequested)
            {
                await ReadyForNewBatchAsync(stop.NoNewWork);
                int received = await ReceiveAsync(stop);
                if (received > 0)
                {
                    pause = ShortestPause;
                    continue;
                }

                await PauseAsync(pause, stop.NoNewWork);
                pause = pause * 2 < source.MaxPollingInterval ? pause * 2 : source.MaxPollingInterval;
            }
        }
        catch (OperationCanceledException) when (stop.NoNewWork.IsCancellationRequested)
        {
            // Running messages are awaited below.
        }
        finally
        {
            await Task.WhenAll(_running.Keys);
        }
    }

    private async Task ReadyForNewBatchAsync(CancellationToken cancellationToken)
    {
        while (_running.Count > source.NewBatchThreshold)
        {
            await Task.WhenAny(_running.Keys).WaitAsync(cancellationToken);
        }
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeout = new(pause, time);
        using CancellationTokenSource either =
            CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _wake.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The pause is over.
        }
    }

    private async Task<int> ReceiveAsync(ListenerStop stop)
    {
        QueueMessage[] messages;
        try
        {
            messages = await source.Queue.ReceiveMessagesAsync(source.BatchSize, source.Lease, stop.NoNewWork);
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            // The real host waits for a queue to appear, too.
            return 0;
        }
        catch (Exception error) when (StorageFault.Is(error))
        {
            Log.CannotReceive(logger, source.Queue.Name, error.Message);
            return 0;
        }

        foreach (QueueMessage message in messages)
        {
            Task work = WorkAsync(message, stop.Abandon);
            _running[work] = true;
            _ = work.ContinueWith(
                done => _running.TryRemove(done, out _), CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        return messages.Length;
    }

    private async Task WorkAsync(QueueMessage message, CancellationToken abandon)
    {
        await Task.Yield();
        MessageLease lease = new(source.Queue, message, source.Lease, time);
        await using (lease)
        {
            try
            {
                await SettleAsync(message, lease, abandon);
            }
            catch (Exception error)
            {
                // The message comes back when its lease runs out.
                Log.NotSettled(logger, message.MessageId, source.Queue.Name, error.Message);
            }
        }
    }

    private async Task SettleAsync(QueueMessage message, MessageLease lease, CancellationToken abandon)
    {
        // More receptions than attempts: earlier ones ended with the death of the host.
        bool isAttempt = message.DequeueCount <= source.MaxDequeueCount;
        try
        {
            if (isAttempt && await consumer.ConsumeAsync(message, abandon))
            {
                await lease.DeleteAsync(CancellationToken.None);
                return;
            }
        }
        catch (FunctionFailedException) when (message.DequeueCount < source.MaxDequeueCount)
        {
            await lease.ReleaseAsync(source.VisibilityTimeout, CancellationToken.None);
            return;
        }
        catch (FunctionFailedException)
        {
            Log.ReachedMaximum(logger, source.MaxDequeueCount, source.Poison.Name);
        }
        catch (OperationCanceledException) when (abandon.IsCancellationRequested)
        {
            await lease.ReleaseAsync(TimeSpan.Zero, CancellationToken.None);
            return;
        }

        await source.Poison.CreateIfNotExistsAsync(cancellationToken: CancellationToken.None);
        await source.Poison.SendMessageAsync(
            message.Body, timeToLive: TimeSpan.FromSeconds(-1), cancellationToken: CancellationToken.None);
        await lease.DeleteAsync(CancellationToken.None);
    }

    private static partial class Log
    {
        [LoggerMessage(50, LogLevel.Warning, "Queue '{Queue}' cannot be read: {Reason}")]
        public static partial void CannotReceive(ILogger logger, string queue, string reason);

        [LoggerMessage(51, LogLevel.Error,
            "Message has reached MaxDequeueCount of {Maximum}. Moving message to queue '{PoisonQueue}'.")]
        public static partial void ReachedMaximum(ILogger logger, int maximum, string poisonQueue);

        [LoggerMessage(52, LogLevel.Error, "Message {MessageId} of queue '{Queue}' was not settled: {Reason}")]
        public static partial void NotSettled(ILogger logger, string messageId, string queue, string reason);
    }
}
