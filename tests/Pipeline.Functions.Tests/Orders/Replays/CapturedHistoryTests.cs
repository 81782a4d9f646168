using Pipeline.Functions.Orders;

namespace Pipeline.Functions.Tests.Orders.Replays;

/// <summary>Orders that run now were begun by older code. It asked for these steps; the code of today must ask for the same.</summary>
/// <remarks>What to do when one of these turns red: docs/operations.md, "Changing the life of an order".</remarks>
public sealed class CapturedHistoryTests
{
    /// <summary>Folder to which missing histories are written, for instance <c>tests/.../Orders/histories</c>; absolute.</summary>
    private const string RecordVariable = "PIPELINE_RECORD_HISTORIES";

    public static TheoryData<string> Histories => [.. CapturedHistory.Names];

    public static TheoryData<string> Stories => [.. OrderStories.All.Keys];

    [Theory]
    [MemberData(nameof(Histories))]
    public void Every_captured_turn_is_answered_as_it_was(string history) =>
        Assert.Empty(HistoryReplay.Differences(history, HistoryReplay.OfTheApp));

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
    [InlineData("a further step before placing", "blocked-then-released failing-then-rest normal rejected unknown-then-found")]
    [InlineData("another name of a step", "blocked-then-released failing-then-rest normal rejected unknown-then-found")]
    [InlineData("another input of a step", "blocked-then-released failing-then-rest normal rejected unknown-then-found")]
    [InlineData("fewer attempts", "failing-then-rest")]
    [InlineData("no timer beside the event", "blocked-then-released failing-then-rest new-round normal unknown-then-found")]
    [InlineData("a longer rest", "blocked-then-released failing-then-rest new-round normal unknown-then-found")]
    [InlineData("another name of the event", "blocked-then-released failing-then-rest new-round normal unknown-then-found")]
    [InlineData("a new round of another version", "new-round")]
    public void A_changed_sequence_of_steps_is_found(string change, string foundIn)
    {
        string[] red = [.. CapturedHistory.Names.Where(history => HistoryReplay.Differences(
            history,
            async context =>
            {
                await OrderLifecycle.RunAsync(new ChangedContext(change, context));
                return null;
            }).Count > 0)];

        Assert.All(CapturedHistory.Names.Select(Path.GetDirectoryName).Distinct(), version => Assert.Equal(
            foundIn, string.Join(' ', red.Where(history => Path.GetDirectoryName(history) == version).Select(Path.GetFileNameWithoutExtension))));
    }

    [Fact]
    public void Code_behind_an_unchanged_context_is_found_to_be_the_same() =>
        Assert.All(CapturedHistory.Names, static history => Assert.Empty(HistoryReplay.Differences(
            history,
            static async context =>
            {
                await OrderLifecycle.RunAsync(new ChangedContext("none", context));
                return null;
            })));
}
