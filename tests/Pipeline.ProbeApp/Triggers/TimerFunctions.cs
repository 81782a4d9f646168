using Microsoft.Azure.Functions.Worker;

namespace Pipeline.ProbeApp.Triggers;

/// <summary>Timers: one by setting, two that are not due while tests run.</summary>
public sealed class TimerFunctions
{
    [Function("Ticks")]
    public void Ticks([TimerTrigger("%Tick%")] TimerInfo timer) => Journal.Write("tick");

    [Function("NewYear")]
    public void NewYear([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) => Journal.Write($"new year past due {timer.IsPastDue}");

    [Function("Midsummer")]
    public void Midsummer([TimerTrigger("0 0 0 24 6 *")] TimerInfo timer) => Journal.Write($"midsummer past due {timer.IsPastDue}");
}
