using Microsoft.DurableTask;
using Microsoft.DurableTask.Messages;
using Microsoft.DurableTask.Worker;

namespace Pipeline.Worker.Tests.Durable;

/// <summary>Timers beyond the backend's limit, and events awaited with a limit.</summary>
public sealed class LongWaitTests
{
    [Fact]
    public void A_wait_of_a_week_becomes_timers_of_three_days_and_a_rest()
    {
        var instance = new ScriptedHistory(async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(7), CancellationToken.None);
            return "done";
        });

        OrchestratorAction first = Assert.Single(instance.Begin().Actions);
        OrchestratorAction second = Assert.Single(instance.After(TimeSpan.FromDays(3), ScriptedHistory.Fired(0)).Actions);
        OrchestratorAction rest = Assert.Single(instance.After(TimeSpan.FromDays(3), ScriptedHistory.Fired(1)).Actions);
        OrchestratorAction end = Assert.Single(instance.After(TimeSpan.FromDays(1), ScriptedHistory.Fired(2)).Actions);

        Assert.Equal(ScriptedHistory.Start.AddDays(3), first.CreateTimer.FireAt.ToDateTime());
        Assert.Equal(ScriptedHistory.Start.AddDays(6), second.CreateTimer.FireAt.ToDateTime());
        Assert.Equal(ScriptedHistory.Start.AddDays(7), rest.CreateTimer.FireAt.ToDateTime());
        Assert.Equal("\"done\"", end.CompleteOrchestration.Result);
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    public void A_wait_of_three_days_or_less_is_one_timer(int days, int timers)
    {
        var instance = new ScriptedHistory(async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(days), CancellationToken.None);
            return null;
        });

        OrchestratorResponse response = instance.Begin();

        Assert.Equal(timers, response.Actions.Count);
        Assert.Equal(ScriptedHistory.Start.AddDays(days), response.Actions[0].CreateTimer.FireAt.ToDateTime());
    }

    [Fact]
    public void A_long_wait_that_is_cancelled_starts_no_further_timer()
    {
        var instance = new ScriptedHistory(async context =>
        {
            using var stop = new CancellationTokenSource();
            Task week = context.CreateTimer(TimeSpan.FromDays(7), stop.Token);
            await context.WaitForExternalEvent<string>("Go");
            stop.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => week);
            return await context.WaitForExternalEvent<string>("End");
        });
        instance.Begin();
        instance.Turn(ScriptedHistory.Raised("Go", "\"x\""));

        OrchestratorResponse later = instance.After(TimeSpan.FromDays(3), ScriptedHistory.Fired(0));

        Assert.Empty(later.Actions);
    }

    [Fact]
    public void An_event_that_comes_in_time_ends_a_limited_wait()
    {
        var instance = new ScriptedHistory(Limited);
        OrchestratorAction timer = Assert.Single(instance.Begin().Actions);

        OrchestratorAction end = Assert.Single(instance.Turn(ScriptedHistory.Raised("approval", "\"yes\"")).Actions);

        Assert.Equal(ScriptedHistory.Start.AddHours(1), timer.CreateTimer.FireAt.ToDateTime());
        Assert.Equal("\"yes\"", end.CompleteOrchestration.Result);
    }

    [Fact]
    public void An_event_that_comes_too_late_is_kept_for_the_next_wait()
    {
        var instance = new ScriptedHistory(async context =>
        {
            object? first = await Limited(context);
            return new[] { first, await context.WaitForExternalEvent<string>("Approval") };
        });
        instance.Begin();
        instance.After(TimeSpan.FromHours(1), ScriptedHistory.Fired(0));

        OrchestratorAction end = Assert.Single(instance.Turn(ScriptedHistory.Raised("Approval", "\"late\"")).Actions);

        Assert.Equal("[\"timed out\",\"late\"]", end.CompleteOrchestration.Result);
    }

    [Fact]
    public void An_event_that_comes_after_a_wait_has_timed_out_is_not_swallowed_by_that_wait()
    {
        var instance = new ScriptedHistory(async context =>
        {
            object? first = await Limited(context);
            await context.CallActivityAsync("Remind");
            return new[] { first, await context.WaitForExternalEvent<string>("Approval") };
        });
        instance.Begin();
        instance.After(TimeSpan.FromHours(1), ScriptedHistory.Fired(0));
        instance.Turn(ScriptedHistory.Raised("Approval", "\"late\""));

        OrchestratorAction end = Assert.Single(instance.Turn(ScriptedHistory.Done(1, null)).Actions);

        Assert.Equal("[\"timed out\",\"late\"]", end.CompleteOrchestration.Result);
    }

    [Fact]
    public void The_longest_timer_stays_within_what_the_backend_can_keep()
    {
        var options = new DurableWorkerOptions();

        Assert.Equal(TimeSpan.FromDays(3), options.MaximumTimerInterval);
        Assert.Throws<ArgumentOutOfRangeException>(() => options.MaximumTimerInterval = TimeSpan.Zero);
        Assert.Throws<ArgumentOutOfRangeException>(() => options.MaximumTimerInterval = TimeSpan.FromDays(6.1));
    }

    private static async Task<object?> Limited(TaskOrchestrationContext context)
    {
        try
        {
            return await context.WaitForExternalEvent<string>("Approval", TimeSpan.FromHours(1));
        }
        catch (TaskCanceledException)
        {
            return "timed out";
        }
    }
}
