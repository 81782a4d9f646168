using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Pipeline.Core.Orders.Life;

namespace Pipeline.Functions.Orders;

/// <summary>The life of one order: look at the record, do what comes next, wait for a change; until nothing more is expected.</summary>
/// <remarks>
/// It only decides; the record in storage is the truth, so an instance that dies is replaced by a new one that begins with a
/// look. Its input is the order's id. A changed sequence of steps becomes a further version beside this one, and histories of
/// the old one stay as test data (docs/operations.md, "Changing the life of an order").
/// </remarks>
public static class OrderLifecycle
{
    /// <summary>Name of the orchestrator.</summary>
    public const string Name = "OrderLifecycle";

    /// <summary>Event that says that the record has changed.</summary>
    public const string Changed = "changed";

    /// <summary>Version that new instances and new rounds get: two numbers, not above <c>durableTask.defaultVersion</c> of host.json.</summary>
    /// <remarks>The host never runs an instance of a higher version, and says so nowhere but in a warning of its log.</remarks>
    public const string CurrentVersion = "1.0";

    /// <summary>How <see cref="CurrentVersion"/> was written at first.</summary>
    private const string FirstVersion = "1";

    /// <summary>Looks in one round; then the history begins anew, so that a long life does not slow each turn.</summary>
    internal const int LooksPerRound = 20;

    /// <summary>How long an order rests after a step failed again and again; a change wakes it earlier.</summary>
    internal static readonly TimeSpan RestAfterFailure = TimeSpan.FromMinutes(5);

    private const int Attempts = 5;

    /// <summary>The one instance of an order.</summary>
    public static string InstanceIdOf(string orderId) => $"order-{orderId}";

    /// <summary>Runs a round.</summary>
    /// <exception cref="NotSupportedException">The instance has a version that this app does not know.</exception>
    [Function(Name)]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) => context.Version switch
    {
        "" or FirstVersion or CurrentVersion => RunFirstVersionAsync(context),
        _ => throw new NotSupportedException($"Version '{context.Version}' of {Name} is not known here."),
    };

    private static async Task RunFirstVersionAsync(TaskOrchestrationContext context)
    {
        string orderId = context.GetInput<string>()!;
        Task<object?> changed = context.WaitForExternalEvent<object?>(Changed);
        for (int look = 0; look < LooksPerRound; look++)
        {
            while (changed.IsCompleted)
            {
                // One look covers all changes that were announced before it.
                changed = context.WaitForExternalEvent<object?>(Changed);
            }

            OrderDecision decision = await TryAsync(context, orderId);
            context.SetCustomStatus(new OrderLifecycleStatus(decision.Step, decision.Number, decision.Until, decision.Reason));
            if (decision.Step == NextStep.End)
            {
                return;
            }

            if (decision is { Step: NextStep.Wait, Until: { } until } && !changed.IsCompleted)
            {
                await WaitAsync(context, until.UtcDateTime, changed);
            }
        }

        context.ContinueAsNew(new ContinueAsNewOptions { NewInput = orderId, NewVersion = CurrentVersion });
    }

    /// <summary>Looks, and does what comes next.</summary>
    /// <returns>The decision; a rest when a step failed after all attempts, since the order must not end by that.</returns>
    private static async Task<OrderDecision> TryAsync(TaskOrchestrationContext context, string orderId)
    {
        try
        {
            OrderDecision decision = await context.CallActivityAsync<OrderDecision>(OrderActivities.Review, orderId, Repeated());
            string? activity = decision.Step switch
            {
                NextStep.Source => OrderActivities.Source,
                NextStep.AskPrices => OrderActivities.AskPrices,
                NextStep.Place => OrderActivities.Place,
                NextStep.AskAbout => OrderActivities.AskAbout,
                _ => null,
            };
            if (activity is not null)
            {
                context.SetCustomStatus(new OrderLifecycleStatus(decision.Step, decision.Number, null, decision.Reason));
                await context.CallActivityAsync(activity, new OrderTask(orderId, decision.Number), Repeated());
            }

            return decision;
        }
        catch (TaskFailedException failure)
        {
            return OrderDecision.Wait(
                new DateTimeOffset(context.CurrentUtcDateTime, TimeSpan.Zero) + RestAfterFailure,
                $"{failure.TaskName} failed ({failure.FailureDetails.ErrorType}); it is tried again.");
        }
    }

    /// <summary>Every activity is repeated, after 2, 4, 8 and 16 seconds.</summary>
    /// <remarks>
    /// A killed worker and a time-out fail an activity, and the host repeats it in neither case. A third death within half an
    /// hour ends the host itself; what it was doing runs again by itself then. A <see cref="RetryPolicy"/> would set a timer
    /// after the last attempt too; the histories of both versions have none there.
    /// </remarks>
    private static TaskOptions Repeated() => TaskOptions.FromRetryHandler(static async failed =>
    {
        if (failed.LastAttemptNumber == Attempts)
        {
            return false;
        }

        await failed.OrchestrationContext.CreateTimer(TimeSpan.FromSeconds(1 << failed.LastAttemptNumber), failed.CancellationToken);
        return true;
    });

    private static async Task WaitAsync(TaskOrchestrationContext context, DateTime until, Task changed)
    {
        using CancellationTokenSource rest = new();
        _ = await Task.WhenAny(context.CreateTimer(until, rest.Token), changed);
        // The asynchronous form would leave the orchestrator's thread.
#pragma warning disable CA1849, MA0042, VSTHRD103
        rest.Cancel();
#pragma warning restore CA1849, MA0042, VSTHRD103
    }
}

/// <summary>Input of an activity of <see cref="OrderLifecycle"/>; small, since it is kept in the history.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Number">The purchase order it is about, or null.</param>
public sealed record OrderTask(string OrderId, string? Number);

/// <summary>What an instance of <see cref="OrderLifecycle"/> shows to operators.</summary>
/// <param name="Step">What it does.</param>
/// <param name="Number">The purchase order it is about, or null.</param>
/// <param name="Until">Latest end of a wait, UTC; or null.</param>
/// <param name="Reason">Why, in a plain sentence.</param>
public sealed record OrderLifecycleStatus(NextStep Step, string? Number, DateTimeOffset? Until, string Reason);
