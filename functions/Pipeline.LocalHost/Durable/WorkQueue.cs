using System.Threading.Channels;
using Pipeline.LocalHost.Hosting;

namespace Pipeline.LocalHost.Durable;

/// <summary>Work in memory that a limited number of workers does. What is in it can be found again in storage.</summary>
internal sealed class WorkQueue<T>(int workers, Func<T, ListenerStop, Task> work)
{
    private readonly Channel<T> _items = Channel.CreateUnbounded<T>();

    /// <summary>Adds an item.</summary>
    public void Add(T item) => _items.Writer.TryWrite(item);

    /// <summary>Works until the host stops; returns when running items have ended.</summary>
    public Task RunAsync(ListenerStop stop) =>
        Task.WhenAll(Enumerable.Range(0, workers).Select(_ => WorkAsync(stop)));

    private async Task WorkAsync(ListenerStop stop)
    {
        while (!stop.NoNewWork.IsCancellationRequested)
        {
            T item;
            try
            {
                item = await _items.Reader.ReadAsync(stop.NoNewWork);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await work(item, stop);
        }
    }
}
