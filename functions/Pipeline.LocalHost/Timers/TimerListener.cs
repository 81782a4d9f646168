using Pipeline.LocalHost.Configuration;
using Pipeline.LocalHost.Hosting;
using Pipeline.LocalHost.Invocation;

namespace Pipeline.LocalHost.Timers;

/// <summary>Fires one timer function by its schedule, never twice at the same time.</summary>
/// <remarks>
/// The status is written after each call. A host that was killed during a call, or was off when one was due, finds the
/// occurrence past due at its next start and calls once with <c>IsPastDue</c>. A failed call waits for the next tick.
/// </remarks>
internal sealed partial class TimerListener(
    FunctionDefinition function,
    TimerSchedule schedule,
    TimerStatusStore store,
    FunctionInvoker invoker,
    TimeProvider time,
    ILogger<TimerListener> logger) : ITriggerListener
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(12);

    public string Name => function.Name;

    public async Task RunAsync(ListenerStop stop)
    {
        bool isMonitored = !string.Equals(function.Trigger.Text("useMonitor"), "false", StringComparison.OrdinalIgnoreCase)
            && schedule.IsMonitored(time.GetUtcNow());
        TimerStatus? status = isMonitored ? await ReadStatusAsync(stop.NoNewWork) : null;
        bool isPastDue = status is not null && status.Next < time.GetUtcNow();
        bool runsOnStart =
            string.Equals(function.Trigger.Text("runOnStartup"), "true", StringComparison.OrdinalIgnoreCase);
        if (isPastDue || runsOnStart)
        {
            status = await FireAsync(status, isPastDue, stop);
        }

        DateTimeOffset last = DateTimeOffset.MinValue;
        while (!stop.NoNewWork.IsCancellationRequested)
        {
            DateTimeOffset now = time.GetUtcNow();

            // A clock that fires a moment early must not find the same occurrence again.
            last = schedule.Next(now > last ? now : last);
            await WaitAsync(last, stop.NoNewWork);
            status = await FireAsync(status, isPastDue: false, stop);
        }
    }

    private async Task<TimerStatus> ReadStatusAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        TimerStatus? kept = await store.ReadAsync(function.StorageName, cancellationToken);
        TimerStatus status = kept switch
        {
            null => new TimerStatus(Last: null, schedule.Next(now)),

            // A schedule that was changed meanwhile decides anew what is due.
            { Last: { } last } when schedule.Next(last) != kept.Next => kept with { Next = schedule.Next(last) },
            _ => kept,
        };
        if (status != kept)
        {
            await store.WriteAsync(function.StorageName, status, cancellationToken);
        }

        return status;
    }

    private async Task<TimerStatus?> FireAsync(TimerStatus? status, bool isPastDue, ListenerStop stop)
    {
        DateTimeOffset now = time.GetUtcNow();
        try
        {
            await invoker.InvokeAsync(TimerCall.Create(function, status, isPastDue, now), stop.Abandon);
        }
        catch (FunctionFailedException)
        {
            // Logged by the invoker; the real host waits for the next tick as well.
        }

        if (status is null)
        {
            return null;
        }

        TimerStatus ran = new(now, schedule.Next(now));
        try
        {
            await store.WriteAsync(function.StorageName, ran, stop.Abandon);
        }
        catch (Exception error) when (StorageFault.Is(error))
        {
            Log.StatusNotWritten(logger, function.Name, error.Message);
        }

        return ran;
    }

    private async Task WaitAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        while (until - time.GetUtcNow() is { Ticks: > 0 } left)
        {
            await Task.Delay(left < LongestWait ? left : LongestWait, time, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(40, LogLevel.Warning, "Status of timer '{Function}' could not be written: {Reason}")]
        public static partial void StatusNotWritten(ILogger logger, string function, string reason);
    }
}
