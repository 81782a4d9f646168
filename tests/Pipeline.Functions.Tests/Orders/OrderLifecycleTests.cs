using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Protobuf;
using Pipeline.Core.Orders.Life;
using Pipeline.Functions.Composition;
using Pipeline.Functions.Orders;

namespace Pipeline.Functions.Tests.Orders;

/// <summary>The sequence of steps, run by the official runner; what each step decides is scripted.</summary>
public sealed class OrderLifecycleTests
{
    private const string Review = """ReviewOrder ["o1"]""";
    private const string Whole = """[{"orderId":"o1","number":null}]""";
    private const string One = """[{"orderId":"o1","number":"P1"}]""";

    /// <summary>What each activity is called for.</summary>
    private static readonly Dictionary<string, NextStep> Steps = new()
    {
        [OrderActivities.Review] = NextStep.Source,
        [OrderActivities.Source] = NextStep.Source,
        [OrderActivities.AskPrices] = NextStep.AskPrices,
        [OrderActivities.Place] = NextStep.Place,
        [OrderActivities.AskAbout] = NextStep.AskAbout,
    };

    public static TheoryData<string> Activities =>
    [
        .. typeof(OrderLifecycle).Assembly.GetTypes().SelectMany(static type => type.GetMethods())
            .Where(static method => method.GetParameters().Any(static parameter => parameter.IsDefined(typeof(ActivityTriggerAttribute), false)))
            .Select(static method => method.GetCustomAttribute<FunctionAttribute>()!.Name),
    ];

    [Fact]
    public void A_normal_order_is_sourced_priced_placed_and_followed_to_its_end()
    {
        LifecycleBackend backend = Script(Do(NextStep.Source), Do(NextStep.AskPrices), Do(NextStep.Place), Wait(60), Wait(60), End());

        backend.Run("changed", "time", "time");

        Assert.Equal(
            [
                Review, $"SourceOrder {Whole}", Review, $"AskPrices {Whole}", Review, $"PlacePurchaseOrder {One}",
                Review, "wait 60 min", "changed", Review, "wait 60 min",
                "time", "time", Review, // the first timer is that of the wait before
            ],
            backend.Log);
        Assert.Equal(OrchestrationStatus.Completed, backend.End!.OrchestrationStatus);
        Assert.Equal("""{"step":"end","number":null,"until":null,"reason":"done"}""", backend.CustomStatus);
    }

    [Fact]
    public void A_rejected_order_ends_at_once()
    {
        LifecycleBackend backend = Script(Do(NextStep.Place), End());

        backend.Run();

        Assert.Equal([Review, $"PlacePurchaseOrder {One}", Review], backend.Log);
        Assert.Equal(OrchestrationStatus.Completed, backend.End!.OrchestrationStatus);
    }

    [Fact]
    public void An_order_of_unknown_fate_is_asked_about_after_a_pause_and_then_followed()
    {
        LifecycleBackend backend = Script(Do(NextStep.Place), Wait(1), Do(NextStep.AskAbout), Wait(60));

        backend.Run("time");

        Assert.Equal(
            [Review, $"PlacePurchaseOrder {One}", Review, "wait 1 min", "time", Review, $"AskAboutPurchaseOrder {One}", Review, "wait 60 min"],
            backend.Log);
        Assert.Null(backend.End);
    }

    [Fact]
    public void A_step_that_another_version_has_written_is_passed_over_and_the_order_is_looked_at_anew()
    {
        Queue<object> decisions = new([new { step = "Renegotiate", number = "P1", until = (DateTimeOffset?)null, reason = "later" }, Do(NextStep.Place), End()]);
        LifecycleBackend backend = new((name, _) => name == OrderActivities.Review ? decisions.Dequeue() : null);

        backend.Run();

        Assert.Equal([Review, Review, $"PlacePurchaseOrder {One}", Review], backend.Log);
        Assert.Equal(OrchestrationStatus.Completed, backend.End!.OrchestrationStatus);
    }

    [Theory]
    [InlineData("\"Follow\"", NextStep.Follow)]
    [InlineData("\"cancel\"", NextStep.Cancel)]
    [InlineData("\"Renegotiate\"", NextStep.Unknown)]
    [InlineData("\"99\"", NextStep.Unknown)]
    [InlineData("3", NextStep.Unknown)]
    [InlineData("null", NextStep.Unknown)]
    public void A_step_of_a_history_is_one_that_is_known_here_or_none(string step, NextStep expected) => Assert.Equal(
        expected, JsonSerializer.Deserialize<OrderDecision>($$"""{"step":{{step}},"reason":""}""", PipelineComposition.WireJson)!.Step);

    [Fact]
    public void Changes_that_come_while_it_looks_cost_one_further_look()
    {
        LifecycleBackend backend = Script(Wait(60), Wait(60), End());

        backend.Run("changed+changed+CHANGED+changed");

        Assert.Equal([Review, "wait 60 min", "changed+changed+CHANGED+changed", Review, Review], backend.Log);
    }

    [Fact]
    public void A_step_that_fails_is_repeated_and_then_the_order_rests_but_lives()
    {
        int failures = 0;
        Queue<OrderDecision> decisions = new([Do(NextStep.AskPrices), Do(NextStep.AskPrices), End()]);
        LifecycleBackend backend = new((name, _) => name == OrderActivities.AskPrices && failures++ < 5
            ? throw new TimeoutException("too slow")
            : name == OrderActivities.Review ? decisions.Dequeue() : null);

        backend.Run("time");

        string[] expected =
        [
            Review, .. Enumerable.Repeat($"AskPrices {Whole}", 5), "wait 5 min", "time", Review, $"AskPrices {Whole}", Review,
        ];
        Assert.Equal(expected, backend.Log);
        Assert.Equal(OrchestrationStatus.Completed, backend.End!.OrchestrationStatus);
    }

    [Theory]
    [MemberData(nameof(Activities))]
    public void An_activity_whose_worker_is_killed_is_tried_again_and_the_order_ends(string activity)
    {
        // The host repeats none by itself: it fails the activity, in these words.
        TaskFailureDetails killed = new()
        {
            ErrorType = "Microsoft.Azure.WebJobs.Host.FunctionInvocationException",
            ErrorMessage = $"Exception while executing function: Functions.{activity}",
            InnerFailure = new TaskFailureDetails
            {
                ErrorType = "Microsoft.Azure.WebJobs.Script.Workers.WorkerProcessExitException",
                ErrorMessage = "dotnet exited with code 137 (0x89)",
            },
        };
        int calls = 0;
        Queue<OrderDecision> decisions = new([Do(Steps[activity]), End()]);
        LifecycleBackend backend = new((name, _) => name == activity && calls++ == 0
            ? killed
            : name == OrderActivities.Review ? decisions.Dequeue() : null);

        backend.Run();

        Assert.Equal(OrchestrationStatus.Completed, backend.End!.OrchestrationStatus);
        Assert.Equal(activity == OrderActivities.Review ? 3 : 2, calls);
        Assert.DoesNotContain("wait 5 min", backend.Log);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData(OrderLifecycle.CurrentVersion)]
    public void An_order_that_was_begun_in_a_known_version_goes_on(string version)
    {
        LifecycleBackend backend = new((_, _) => End()) { Version = version };

        backend.Run();

        Assert.Equal(OrchestrationStatus.Completed, backend.End!.OrchestrationStatus);
    }

    [Fact]
    public void An_order_that_was_begun_by_a_newer_app_fails_and_says_why()
    {
        LifecycleBackend backend = new((_, _) => End()) { Version = "9.0" };

        backend.Run();

        Assert.Equal(OrchestrationStatus.Failed, backend.End!.OrchestrationStatus);
        Assert.Equal("System.NotSupportedException", backend.End.FailureDetails.ErrorType);
        Assert.Equal("Version '9.0' of OrderLifecycle is not known here.", backend.End.FailureDetails.ErrorMessage);
        Assert.Empty(backend.Log);
    }

    [Fact]
    public void A_long_life_begins_new_rounds_and_loses_no_change()
    {
        int looks = 0;
        LifecycleBackend backend = new((_, _) => ++looks == 45 ? End() : OrderDecision.Wait(new DateTimeOffset(2026, 3, 20, 0, 0, 0, TimeSpan.Zero), "waits"));

        backend.Run([.. Enumerable.Range(0, 60).Select(i => i % 3 == 0 ? "changed+changed" : "time")]);

        Assert.Equal(OrchestrationStatus.Completed, backend.End!.OrchestrationStatus);
        Assert.Equal(45, backend.Log.Count(entry => entry == Review));
        Assert.Equal(2, backend.Log.Count(entry => entry == "new round"));
        Assert.Equal(OrderLifecycle.LooksPerRound, backend.Log.TakeWhile(entry => entry != "new round").Count(entry => entry == Review));
    }

    private static LifecycleBackend Script(params OrderDecision[] decisions)
    {
        Queue<OrderDecision> left = new(decisions);
        LifecycleBackend backend = null!;
        backend = new LifecycleBackend((name, _) =>
        {
            OrderDecision? decision = name == OrderActivities.Review ? left.Dequeue() : null;
            return decision is { Until: { } until } ? decision with { Until = backend.Now + (until - DateTimeOffset.UnixEpoch) } : decision;
        });
        return backend;
    }

    private static OrderDecision Do(NextStep step) =>
        new(step, step is NextStep.Place or NextStep.AskAbout ? "P1" : null, null, "because");

    private static OrderDecision Wait(int minutes) => OrderDecision.Wait(DateTimeOffset.UnixEpoch.AddMinutes(minutes), "waits");

    private static OrderDecision End() => OrderDecision.End("done");
}
