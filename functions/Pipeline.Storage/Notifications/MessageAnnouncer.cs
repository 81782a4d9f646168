using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using Pipeline.Core.Notifications.Handling;

namespace Pipeline.Storage.Notifications;

/// <summary>Announces stored messages on the queue: one at once, and together those that are stored within a moment after it.</summary>
/// <remarks>What is not announced, because the queue refuses or the process ends, is found by the sweep.</remarks>
/// <param name="queue">The queue.</param>
/// <param name="clock">Real time even where a test holds the clock of the app.</param>
internal sealed class MessageAnnouncer(IMessageQueue queue, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    private readonly Channel<string> stored = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<string, string> traces = new(StringComparer.Ordinal);
    private readonly Lock starting = new();
    private readonly CancellationTokenSource stopping = new();
    private Task? loop;

    /// <summary>Remembers the trace context of a message that will be announced, or forgets it (null).</summary>
    public void Trace(string id, string? context)
    {
        if (context is not null)
        {
            traces[id] = context;
        }
        else
        {
            _ = traces.TryRemove(id, out _);
        }
    }

    /// <summary>Takes messages that are durable; does not wait.</summary>
    public void Add(IEnumerable<string> ids)
    {
        foreach (string id in ids)
        {
            _ = stored.Writer.TryWrite(id);
        }

        lock (starting)
        {
            loop ??= RunAsync();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _ = stored.Writer.TryComplete();
        await stopping.CancelAsync();
        await (loop ?? Task.CompletedTask);
        stopping.Dispose();
    }

    private async Task RunAsync()
    {
        // Whoever starts the loop is not held up by it.
        await Task.Yield();
        // Nor is what it does part of that one's trace.
        Activity.Current = null;
        while (await stored.Reader.WaitToReadAsync())
        {
            List<string> ids = [];
            while (ids.Count < MessageRequest.IdLimit && stored.Reader.TryRead(out string? id))
            {
                ids.Add(id);
            }

            await SendAsync(ids);
            if (ids.Count < MessageRequest.IdLimit)
            {
                await Task.Delay(Moment, clock, stopping.Token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }
        }
    }

    private async Task SendAsync(List<string> ids)
    {
        try
        {
            await queue.SendAsync(new MessageRequest(ids) { Traces = TracesOf(ids) }, CancellationToken.None);
        }
        catch (Exception refused) when (refused is not OutOfMemoryException)
        {
            // The messages are safe and their senders know it; the sweep announces them again.
        }
    }

    private string?[]? TracesOf(List<string> ids) => traces.IsEmpty
        ? null
        : [.. ids.Select(id => traces.TryRemove(id, out string? context) ? context : null)];
}
