using Pipeline.Functions.Orders;
using Pipeline.TestSupport.Orchestrations;

namespace Pipeline.Functions.Tests.Orders.Replays;

/// <summary>Orders that run now were begun by older code. It asked for these steps; the code of today must ask for the same.</summary>
/// <remarks>What to do when one of these turns red: docs/operations.md, "Changing the life of an order".</remarks>
public sealed class CapturedHistoryTests
{
    /// <summary>Folder to which missing histories are written, for instance <c>tests/.../Orders/histories</c>; absolute.</summary>
    private const string RecordVariable = "PIPELINE_RECORD_HISTORIES";

    private const string UnknownVersion = """{"errorType":"System.NotSupportedException","errorMessage":"Version '9.0' of OrderLifecycle is not known here.",""";
    private const string NonDeterministic = """{"errorType":"DurableTask.Core.Exceptions.NonDeterministicOrchestrationException",""";

    public static TheoryData<string> Histories => [.. CapturedHistory.Names];

    public static TheoryData<string> Stories => [.. OrderStories.All.Keys];

    [Theory]
    [MemberData(nameof(Histories))]
    public void Every_captured_turn_is_answered_as_it_was(string history) =>
        Assert.Empty(HistoryReplay.Differences(history, OrderLifecycle.RunAsync));

    /// <summary>The host gave no version to what was begun before it knew any.</summary>
    [Theory]
    [MemberData(nameof(Histories))]
    public void A_history_without_a_version_goes_on(string history) =>
        Assert.Empty(HistoryReplay.Differences(history, OrderLifecycle.RunAsync, string.Empty));

    /// <summary>At the beginning it says why; later the replay finds first that steps are missing.</summary>
    [Theory]
    [MemberData(nameof(Histories))]
    public void A_history_of_an_unknown_version_fails(string history) =>
        Assert.All(CapturedHistory.Read(history, "9.0"), static turn =>
        {
            string answer = Assert.Single(CapturedHistory.Actions(OrchestratorRunner.Run(turn.Request, OrderLifecycle.RunAsync)));
            Assert.Contains(turn.Number == 1 ? UnknownVersion : NonDeterministic, answer, StringComparison.Ordinal);
        });

    [Theory]
    [MemberData(nameof(Stories))]
    public void The_current_version_has_a_history_of_each_story(string story)
    {
        string name = $"v{OrderLifecycle.CurrentVersion}/{story}.json";
        string recorded = CapturedHistory.Write(OrderStories.All[story]());
        string? captured = CapturedHistory.Text(name);
        if (captured is null && Environment.GetEnvironmentVariable(RecordVariable) is { Length: > 0 } folder)
        {
            // Only what is missing: a history that was captured once is never written again.
            string path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, captured = recorded);
        }

        Assert.Equal(captured, recorded);
    }

    [Theory]
    [InlineData("a further step before placing", "blocked-then-released failing-then-rest followed normal rejected unknown-then-found")]
    [InlineData("another name of a step", "blocked-then-released failing-then-rest followed normal rejected unknown-then-found")]
    [InlineData("another input of a step", "blocked-then-released failing-then-rest followed normal rejected unknown-then-found")]
    [InlineData("fewer attempts", "failing-then-rest")]
    [InlineData("no timer beside the event", "blocked-then-released failing-then-rest followed new-round normal unknown-then-found")]
    [InlineData("a longer rest", "blocked-then-released failing-then-rest followed new-round normal unknown-then-found")]
    [InlineData("another name of the event", "blocked-then-released failing-then-rest followed new-round normal unknown-then-found")]
    [InlineData("a new round of another version", "new-round")]
    public void A_changed_sequence_of_steps_is_found(string change, string foundIn)
    {
        string[] red = [.. CapturedHistory.Names.Where(history => HistoryReplay.Differences(
            history,
            context => OrderLifecycle.RunAsync(new ChangedContext(change, context))).Count > 0)];

        Assert.All(CapturedHistory.Names.Select(Path.GetDirectoryName).Distinct(), version => Assert.Equal(
            foundIn, string.Join(' ', red.Where(history => Path.GetDirectoryName(history) == version).Select(Path.GetFileNameWithoutExtension))));
    }

    [Theory]
    [InlineData("a further step before placing")]
    [InlineData("another name of a step")]
    [InlineData("no timer beside the event")]
    public void An_instance_fails_whose_history_does_not_fit(string change) =>
        Assert.Contains(
            HistoryReplay.Differences("v1.0/normal.json", context => OrderLifecycle.RunAsync(new ChangedContext(change, context))),
            static difference => difference.Contains(NonDeterministic, StringComparison.Ordinal));

    [Fact]
    public void Code_behind_an_unchanged_context_is_found_to_be_the_same() =>
        Assert.All(CapturedHistory.Names, static history => Assert.Empty(HistoryReplay.Differences(
            history,
            static context => OrderLifecycle.RunAsync(new ChangedContext("none", context)))));
}
