using System.Threading.Channels;
using Pipeline.LocalHost.Hosting;

namespace Pipeline.LocalHost.Durable;

/// <summary>Does things when their time has come: durable timers and second attempts.</summary>
/// <remarks>It waits at most six days at a stretch, as the hub of the cloud does, so no wait is too long for it.</remarks>
internal sealed class AlarmClock(TimeProvider time)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(6);

    private readonly Lock _lock = new();
    private readonly PriorityQueue<Func<Task>, DateTimeOffset> _alarms = new();
    private readonly Channel<bool> _sooner =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Does something at a time; at once when it is past. What fails is up to <paramref name="work"/>.</summary>
    public void Set(DateTimeOffset due, Func<Task> work)
    {
        lock (_lock)
        {
            _alarms.Enqueue(work, due);
            if (_alarms.Peek() == work)
            {
                _sooner.Writer.TryWrite(true);
            }
        }
    }

    /// <summary>Runs until the host stops; returns when what it began has ended.</summary>
    public async Task RunAsync(ListenerStop stop)
    {
        List<Task> running = [];
        while (!stop.NoNewWork.IsCancellationRequested)
        {
            running.RemoveAll(task => task.IsCompleted);
            using CancellationTokenSource due = new(TakeDue(running), time);
            using CancellationTokenSource wake =
                CancellationTokenSource.CreateLinkedTokenSource(stop.NoNewWork, due.Token);
            try
            {
                await _sooner.Reader.ReadAsync(wake.Token);
            }
            catch (OperationCanceledException)
            {
                // Something is due, or the host stops.
            }
        }

        await Task.WhenAll(running);
    }

    private TimeSpan TakeDue(List<Task> running)
    {
        lock (_lock)
        {
            DateTimeOffset now = time.GetUtcNow();
            while (_alarms.TryPeek(out Func<Task>? work, out DateTimeOffset due))
            {
                if (due > now)
                {
                    TimeSpan wait = due - now + TimeSpan.FromMilliseconds(1);
                    return wait < LongestWait ? wait : LongestWait;
                }

                _alarms.Dequeue();
                running.Add(Task.Run(work));
            }

            return LongestWait;
        }
    }
}
