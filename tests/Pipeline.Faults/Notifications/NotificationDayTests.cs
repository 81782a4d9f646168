using Pipeline.Faults.Faults;
using Pipeline.Faults.Worlds;
using Pipeline.TestSupport;

namespace Pipeline.Faults.Notifications;

/// <summary>Days of pushes with everything going wrong at once.</summary>
public sealed class NotificationDayTests
{
    private const int QuietAfter = 1500;

    [Fact]
    public async Task Days_with_duplicates_permutations_truncation_throttling_and_kills_end_with_every_message_accounted_for()
    {
        SeedReport report = await Seeds.RunAsync(
            Seeds.Chosen(300),
            static seed => new RandomFaults(seed, Weather.Bad, QuietAfter),
            static seed => new NotificationWorkload(PushDay.From(seed), Mutation.None));

        TestReport.Write($"Notification days: {report}");
        Assert.True(report.Red.Count == 0, Seeds.Shown(report.Red));
    }

    [Fact]
    public async Task The_same_seed_takes_the_same_way()
    {
        RunReport first = await RunAsync();
        RunReport second = await RunAsync();

        Assert.Equal(first.Calls, second.Calls);
        Assert.Equal(first.Lasted, second.Lasted);
        Assert.True(first.Lives > 1);

        static Task<RunReport> RunAsync() => World.RunAsync(
            7, new RandomFaults(7, Weather.Bad, QuietAfter), new NotificationWorkload(PushDay.From(7), Mutation.None));
    }
}
