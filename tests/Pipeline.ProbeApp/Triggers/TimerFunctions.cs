using Microsoft.Azure.Functions.Worker;

namespace Pipeline.ProbeApp.Triggers;

/// <summary>Timers: one by setting, one that tests start by hand.</summary>
public sealed class TimerFunctions
{
    [Function("Ticks")]
    public void Ticks([TimerTrigger("%Tick%")] TimerInfo timer) => Journal.Write($"tick past due {timer.IsPastDue}");

    [Function("Yearly")]
    public void Yearly([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) => Journal.Write("yearly");
}
