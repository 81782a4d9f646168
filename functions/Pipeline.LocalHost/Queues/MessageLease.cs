using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Pipeline.LocalHost.Configuration;

namespace Pipeline.LocalHost.Queues;

/// <summary>Keeps a received message hidden while it is worked on, and settles it afterwards.</summary>
internal sealed class MessageLease : IAsyncDisposable
{
    private readonly QueueClient _queue;
    private readonly QueueMessage _message;
    private readonly TimeSpan _lease;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _renewal;
    private string _popReceipt;

    public MessageLease(QueueClient queue, QueueMessage message, TimeSpan lease, TimeProvider time)
    {
        _queue = queue;
        _message = message;
        _lease = lease;
        _time = time;
        _popReceipt = message.PopReceipt;
        _renewal = RenewAsync();
    }

    /// <summary>Deletes the message: it is done. A message that someone else holds by now is left alone.</summary>
    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        await StopAsync();
        await UnlessLostAsync(() => _queue.DeleteMessageAsync(_message.MessageId, _popReceipt, cancellationToken));
    }

    /// <summary>Shows the message again after a pause.</summary>
    public async Task ReleaseAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        await StopAsync();
        await UnlessLostAsync(() => _queue.UpdateMessageAsync(
            _message.MessageId, _popReceipt, visibilityTimeout: pause, cancellationToken: cancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _end.Dispose();
    }

    private async Task StopAsync()
    {
        await _end.CancelAsync();
        await _renewal;
    }

    private async Task RenewAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(_lease / 3, _time, _end.Token);
                await RenewOnceAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // Settled.
        }
    }

    private async Task RenewOnceAsync()
    {
        try
        {
            UpdateReceipt receipt = await _queue.UpdateMessageAsync(
                _message.MessageId, _popReceipt, visibilityTimeout: _lease, cancellationToken: CancellationToken.None);
            _popReceipt = receipt.PopReceipt;
        }
        catch (Exception error) when (StorageFault.Is(error))
        {
            // Tried again after a third of the lease. If that fails too, the message shows up again: at-least-once
            // delivery allows that.
        }
    }

    private static async Task UnlessLostAsync(Func<Task> settle)
    {
        try
        {
            await settle();
        }
        catch (RequestFailedException error) when (error.Status is 400 or 404)
        {
            // The lease ran out and the message was received again; the other receiver settles it.
        }
    }
}
