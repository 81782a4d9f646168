using Microsoft.DurableTask;
using Microsoft.DurableTask.Execution;
using Microsoft.DurableTask.Messages;

namespace Pipeline.Worker.Tests.Durable;

public sealed class RetryTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_failed_attempt_is_followed_by_a_timer_and_a_new_attempt_with_a_new_id()
    {
        var instance = new ScriptedHistory(Calls(new RetryPolicy(3, Second, 2.0)));

        OrchestratorAction first = Assert.Single(instance.Begin().Actions);
        OrchestratorAction delay = Assert.Single(instance.After(Second, ScriptedHistory.Failed(0)).Actions);
        OrchestratorAction second = Assert.Single(instance.After(Second, ScriptedHistory.Fired(1)).Actions);
        OrchestratorAction longerDelay = Assert.Single(instance.After(Second, ScriptedHistory.Failed(2)).Actions);
        OrchestratorAction third = Assert.Single(instance.After(2 * Second, ScriptedHistory.Fired(3)).Actions);
        OrchestratorAction end = Assert.Single(instance.After(Second, ScriptedHistory.Done(4, "7")).Actions);

        Assert.Equal((0, "Charge", "5"), (first.Id, first.ScheduleTask.Name, first.ScheduleTask.Input));
        Assert.Equal((1, At(2)), (delay.Id, delay.CreateTimer.FireAt.ToDateTime()));
        Assert.Equal((2, "Charge", "5"), (second.Id, second.ScheduleTask.Name, second.ScheduleTask.Input));
        Assert.Equal((3, At(5)), (longerDelay.Id, longerDelay.CreateTimer.FireAt.ToDateTime()));
        Assert.Equal(4, third.Id);
        Assert.Equal((5, "7"), (end.Id, end.CompleteOrchestration.Result));
    }

    [Fact]
    public void After_the_last_attempt_the_failure_is_thrown_without_another_timer()
    {
        var instance = new ScriptedHistory(Calls(new RetryPolicy(2, Second)));
        instance.Begin();
        instance.After(Second, ScriptedHistory.Failed(0));
        instance.After(Second, ScriptedHistory.Fired(1));

        OrchestratorAction end = Assert.Single(instance.After(Second, ScriptedHistory.Failed(2)).Actions);

        Assert.Equal(OrchestrationStatus.Failed, end.CompleteOrchestration.OrchestrationStatus);
        TaskFailure failure = end.CompleteOrchestration.FailureDetails;
        Assert.Equal("Microsoft.DurableTask.TaskFailedException", failure.ErrorType);
        Assert.Equal("Task 'Charge' (#2) failed: too slow", failure.ErrorMessage);
        Assert.Equal("System.TimeoutException", failure.InnerFailure.ErrorType);
    }

    [Fact]
    public void A_failure_in_an_envelope_is_repeated_like_any_other()
    {
        const string Envelope = "\"{\\\"ok\\\":false,\\\"error\\\":{\\\"type\\\":\\\"T\\\",\\\"message\\\":\\\"m\\\",\\\"retriable\\\":true}}\"";
        var instance = new ScriptedHistory(Calls(new RetryPolicy(2, Second)));
        instance.Begin();

        OrchestratorAction delay = Assert.Single(instance.After(Second, ScriptedHistory.Done(0, Envelope)).Actions);

        Assert.Equal(At(2), delay.CreateTimer.FireAt.ToDateTime());
    }

    [Theory]
    [InlineData("\"{\\\"ok\\\":false,\\\"error\\\":{\\\"type\\\":\\\"T\\\",\\\"message\\\":\\\"m\\\",\\\"retriable\\\":false}}\"")]
    [InlineData("\"{\\u0022ok\\u0022:false,\\u0022error\\u0022:{\\u0022type\\u0022:\\u0022T\\u0022,\\u0022message\\u0022:\\u0022m\\u0022,\\u0022retriable\\u0022:false}}\"")]
    public void A_failure_that_says_it_is_final_is_not_repeated(string envelope)
    {
        var instance = new ScriptedHistory(Calls(new RetryPolicy(5, Second)));
        instance.Begin();

        OrchestratorAction end = Assert.Single(instance.After(Second, ScriptedHistory.Done(0, envelope)).Actions);

        Assert.Equal("Task 'Charge' (#0) failed: m", end.CompleteOrchestration.FailureDetails.ErrorMessage);
        Assert.True(end.CompleteOrchestration.FailureDetails.InnerFailure.IsNonRetriable);
    }

    [Fact]
    public void A_policy_chooses_by_the_kind_of_failure()
    {
        var policy = new RetryPolicy(5, Second) { HandleFailure = failure => failure.IsCausedBy<TimeoutException>() };
        var retried = new ScriptedHistory(Calls(policy));
        var given = new ScriptedHistory(Calls(policy));
        retried.Begin();
        given.Begin();

        OrchestratorAction delay = Assert.Single(retried.Turn(ScriptedHistory.Failed(0)).Actions);
        OrchestratorAction end = Assert.Single(given.Turn(ScriptedHistory.Failed(0, "System.FormatException")).Actions);

        Assert.NotNull(delay.CreateTimer);
        Assert.Equal(OrchestrationStatus.Failed, end.CompleteOrchestration.OrchestrationStatus);
    }

    [Fact]
    public void No_attempt_starts_after_the_retry_timeout()
    {
        var instance = new ScriptedHistory(Calls(new RetryPolicy(9, 2 * Second, retryTimeout: 5 * Second)));
        instance.Begin();
        instance.After(Second, ScriptedHistory.Failed(0));
        instance.After(2 * Second, ScriptedHistory.Fired(1));

        OrchestratorAction end = Assert.Single(instance.After(Second, ScriptedHistory.Failed(2)).Actions);

        Assert.Equal(OrchestrationStatus.Failed, end.CompleteOrchestration.OrchestrationStatus);
    }

    [Fact]
    public void A_handler_decides_and_may_wait_on_a_timer_of_its_own()
    {
        TaskOptions options = TaskOptions.FromRetryHandler(async context =>
        {
            await context.OrchestrationContext.CreateTimer(7 * Second, CancellationToken.None);
            return context.LastAttemptNumber < 2;
        });
        var instance = new ScriptedHistory(async context => await context.CallActivityAsync<int>("Charge", 5, options));
        instance.Begin();

        OrchestratorAction delay = Assert.Single(instance.Turn(ScriptedHistory.Failed(0)).Actions);
        OrchestratorAction second = Assert.Single(instance.After(7 * Second, ScriptedHistory.Fired(1)).Actions);
        instance.Turn(ScriptedHistory.Failed(2));
        OrchestratorAction end = Assert.Single(instance.After(7 * Second, ScriptedHistory.Fired(3)).Actions);

        Assert.Equal(At(7), delay.CreateTimer.FireAt.ToDateTime());
        Assert.Equal("Charge", second.ScheduleTask.Name);
        Assert.Equal(OrchestrationStatus.Failed, end.CompleteOrchestration.OrchestrationStatus);
    }

    [Fact]
    public void Sub_orchestrations_are_repeated_under_new_ids_of_their_own()
    {
        var instance = new ScriptedHistory(async context => await context.CallSubOrchestratorAsync<int>(
            "Child", 5, TaskOptions.FromRetryPolicy(new RetryPolicy(2, Second))));

        OrchestratorAction first = Assert.Single(instance.Begin().Actions);
        instance.Turn(new HistoryEvent
        {
            EventId = -1,
            SubOrchestrationInstanceFailed = new SubOrchestrationInstanceFailedEvent { TaskScheduledId = 0 },
        });
        OrchestratorAction second = Assert.Single(instance.After(Second, ScriptedHistory.Fired(1)).Actions);

        Assert.Equal("e1:0", first.CreateSubOrchestration.InstanceId);
        Assert.Equal("e1:2", second.CreateSubOrchestration.InstanceId);
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 30)]
    [InlineData(3, 60)]
    [InlineData(400, 60)]
    public void Delays_grow_by_the_coefficient_up_to_the_maximum(int failedAttempts, int expectedSeconds)
    {
        var policy = new RetryPolicy(500, 10 * Second, 3.0, maxRetryInterval: 60 * Second);

        Assert.Equal(expectedSeconds * Second, policy.DelayAfter(failedAttempts));
    }

    [Fact]
    public void A_policy_that_makes_no_sense_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(0, Second));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, Second, 0.9));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, Second, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, 2 * Second, maxRetryInterval: Second));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1, 2 * Second, retryTimeout: Second));
    }

    private static OrchestratorCode Calls(RetryPolicy policy) => async context =>
        await context.CallActivityAsync<int>("Charge", 5, TaskOptions.FromRetryPolicy(policy));

    private static DateTime At(int seconds) => ScriptedHistory.Start.AddSeconds(seconds);
}
