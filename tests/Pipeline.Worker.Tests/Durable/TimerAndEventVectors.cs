using Microsoft.DurableTask;

namespace Pipeline.Worker.Tests.Durable;

/// <summary>Timers, events, races between them, sent events, the clock.</summary>
internal static class TimerAndEventVectors
{
    public static readonly VectorCode[] All =
    [
        new("13", "TimerThenActivity", async context =>
        {
            await context.CreateTimer(TimeSpan.FromSeconds(2), CancellationToken.None);
            return await context.CallActivityAsync<object>("AfterTimer", "x");
        }),
        new("14", "Race", context => RaceAsync(context, TimeSpan.FromHours(1), cancels: true)),
        new("15", "RaceLeft", context => RaceAsync(context, TimeSpan.FromSeconds(4), cancels: false)),
        new("16 17", "RaceTimer", async context =>
        {
            using var stop = new CancellationTokenSource();
            Task<object> approval = context.WaitForExternalEvent<object>("Approval");
            Task timer = context.CreateTimer(TimeSpan.FromSeconds(1), stop.Token);
            if (await Task.WhenAny(approval, timer) == approval)
            {
                stop.Cancel();
                return new { Approved = await approval };
            }

            return new { Escalated = await context.CallActivityAsync<object>("Escalate") };
        }),
        new("18", "CancelThenWait", async context =>
        {
            using var stop = new CancellationTokenSource();
            Task<object> approval = context.WaitForExternalEvent<object>("Approval");
            await Task.WhenAny(approval, context.CreateTimer(TimeSpan.FromSeconds(2), stop.Token));
            stop.Cancel();
            object done = await context.WaitForExternalEvent<object>("Done");
            return new[] { await approval, done };
        }),
        new("19", "Buffered", async context => new[]
        {
            await context.CallActivityAsync<object>("Prepare"),
            await context.WaitForExternalEvent<object>("Approval"),
        }),
        new("20", "CaseInsensitive", async context =>
        {
            await context.CallActivityAsync("Prepare");
            return new[]
            {
                await context.WaitForExternalEvent<object>("approval"),
                await context.WaitForExternalEvent<object>("Approval"),
            };
        }),
        new("21 22", "TwoWaiters", async context =>
        {
            Task<object> first = context.WaitForExternalEvent<object>("Item");
            Task<object> second = context.WaitForExternalEvent<object>("Item");
            string winner = await Task.WhenAny(first, second) == first ? "w1" : "w2";
            await context.CallActivityAsync("Log", winner);
            object[] both = await Task.WhenAll(first, second);
            return new { First = both[0], Second = both[1] };
        }),
        new("23", "Sender", async context =>
        {
            context.SendEvent("other-instance", "Greeting", new { Text = "hi" });
            return await context.CallActivityAsync<object>("Work");
        }),
        new("24", "Clock", async context =>
        {
            string start = Now(context);
            await context.CallActivityAsync("Tick");
            string afterTick = Now(context);
            await context.WaitForExternalEvent<object>("Go");
            return new[] { start, afterTick, Now(context) };
        }),
        new("44", "Suspendable", async context =>
        {
            object prepared = await context.CallActivityAsync<object>("Prepare");
            object go = await context.WaitForExternalEvent<object>("Go");
            await context.CreateTimer(TimeSpan.FromSeconds(5), CancellationToken.None);
            return new[] { prepared, go };
        }),
        new("45", "Withheld", async context => await context.CallActivityAsync<object>("Prepare", 1)),
        new("46", "FirstWins", async context =>
        {
            Task a = context.CallActivityAsync("A");
            Task b = context.CallActivityAsync("B");
            string winner = await Task.WhenAny(a, b) == a ? "A" : "B";
            await context.CallActivityAsync("Log", winner);
            return "logged " + winner;
        }),
    ];

    private static async Task<object?> RaceAsync(TaskOrchestrationContext context, TimeSpan limit, bool cancels)
    {
        using var stop = new CancellationTokenSource();
        Task<object> approval = context.WaitForExternalEvent<object>("Approval");
        Task timer = context.CreateTimer(limit, stop.Token);
        if (await Task.WhenAny(approval, timer) != approval)
        {
            return new { Approved = (object?)null, TimedOut = true };
        }

        if (cancels)
        {
            stop.Cancel();
        }

        return new { Approved = await approval };
    }

    private static string Now(TaskOrchestrationContext context) =>
        context.CurrentUtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", null);
}
