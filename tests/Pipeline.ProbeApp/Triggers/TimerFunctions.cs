using Microsoft.Azure.Functions.Worker;

namespace Pipeline.ProbeApp.Triggers;

/// <summary>Timers: one by setting, others that are not due while tests run.</summary>
public sealed class TimerFunctions
{
    [Function("Ticks")]
    public void Ticks([TimerTrigger("%Tick%")] TimerInfo timer) => Journal.Write("tick");

    [Function("NewYear")]
    public void NewYear([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) => Journal.Write($"new year past due {timer.IsPastDue}");

    /// <summary>Run by hand; waits for a file.</summary>
    [Function("SlowTimer")]
    public async Task SlowTimerAsync([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer, FunctionContext context)
    {
        Journal.Write("slow timer begun");
        await Journal.WaitForAsync("slow-timer", context.CancellationToken);
    }

    [Function("Midsummer")]
    public void Midsummer([TimerTrigger("0 0 0 24 6 *")] TimerInfo timer) => Journal.Write($"midsummer past due {timer.IsPastDue}");
}
