using System.Diagnostics;
using Pipeline.Scenarios.Infrastructure;
using Pipeline.Simulators.IngramMicro.Services;
using Pipeline.Simulators.IngramMicro.Services.Faults;
using Pipeline.TestSupport;

namespace Pipeline.Scenarios.Orders.Strikes;

/// <summary>Strikes the next order that starts, at a point, and takes the time until its orchestration goes on.</summary>
internal sealed class Strike
{
    private const string Started = "Client operation 'StartOrchestration' received for instance '";
    private const string Turn = "OrderLifecycle";
    /// <summary>The activity that takes an order as far as it goes: its first call buys.</summary>
    internal const string Activity = "ReviewOrder";

    private static readonly TimeSpan AnswerDelay = TimeSpan.FromSeconds(5);

    private readonly OrderSystem system;
    private readonly StrikePoint point;
    private readonly Action blow;
    private readonly TaskCompletionSource struck = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<TimeSpan> goesOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Strike(OrderSystem system, StrikePoint point, Action blow) => (this.system, this.point, this.blow) = (system, point, blow);

    /// <summary>Ends when the blow has been struck.</summary>
    public Task Struck => struck.Task;

    /// <summary>The time from the blow to the end of the next activity of the order; of its next turn, when the activity had ended.</summary>
    public Task<TimeSpan> GoesOn => goesOn.Task;

    /// <summary>Waits for the next order.</summary>
    /// <param name="system">The system.</param>
    /// <param name="point">When.</param>
    /// <param name="blow">What; called at once when the host has told of the point.</param>
    public static Strike At(OrderSystem system, StrikePoint point, Action blow)
    {
        var strike = new Strike(system, point, blow);
        system.Pipeline.Console.AtNext(
            static line => line.Contains(Started + "order-", StringComparison.Ordinal),
            line => strike.Wait(line[(line.IndexOf(Started, StringComparison.Ordinal) + Started.Length)..].Split('\'')[0]));
        return strike;
    }

    private void Wait(string instance)
    {
        switch (point)
        {
            case StrikePoint.ActivityBegun:
                At($"{instance}: Function '{Activity} (Activity)' started", () => At($"Executing 'Functions.{Activity}'", () => Blow(instance)));
                break;
            case StrikePoint.Bought:
                system.Ingram.Faults.Set(new FaultSwitch(FaultKind.Slow) { On = ServiceTransaction.OrderCreate, Count = 1, Delay = AnswerDelay });
                int before = system.Ingram.Ledger.Orders.Count;
                At($"{instance}: Function '{Activity} (Activity)' started", () => _ = BlowWhenBoughtAsync(instance, before));
                break;
            case StrikePoint.ActivityEnded:
                At($"{instance}: Function '{Activity} (Activity)' started", () => At($"Executed 'Functions.{Activity}' (Succeeded", () => Blow(instance)));
                break;
            case StrikePoint.TurnBegun:
                // The turn takes a few milliseconds; a worker that stands still has not ended it when the blow comes.
                _ = system.Pipeline.Host.SignalWorker(Signals.Stop);
                At($"Executing 'Functions.{Turn}'", () => Blow(instance));
                break;
            case StrikePoint.TurnEnded:
                At($"Executed 'Functions.{Turn}' (Succeeded", () => Blow(instance));
                break;
            default:
                throw new InvalidOperationException($"{point} is no point.");
        }
    }

    private async Task BlowWhenBoughtAsync(string instance, int before)
    {
        await WaitFor.TrueAsync(() => system.Ingram.Ledger.Orders.Count > before);
        Blow(instance);
    }

    private void Blow(string instance)
    {
        blow();
        long at = Stopwatch.GetTimestamp();
        system.Pipeline.Console.AtNext(line => IsNextStep(line, instance), _ => goesOn.SetResult(Stopwatch.GetElapsedTime(at)));
        struck.SetResult();
    }

    private bool IsNextStep(string line, string instance) => line.Contains(
        point == StrikePoint.ActivityEnded
            ? $"{instance}: Function '{Turn} (Orchestrator)' awaited"
            : $"{instance}: Function '{Activity} (Activity)' completed",
        StringComparison.Ordinal);

    private void At(string text, Action act) =>
        system.Pipeline.Console.AtNext(line => line.Contains(text, StringComparison.Ordinal), _ => act());
}
