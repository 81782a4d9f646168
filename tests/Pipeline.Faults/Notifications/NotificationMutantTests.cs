using Pipeline.Faults.Faults;
using Pipeline.Faults.Worlds;
using Pipeline.TestSupport;

namespace Pipeline.Faults.Notifications;

/// <summary>The books are worth something only if they turn red for each way of breaking the path.</summary>
public sealed class NotificationMutantTests
{
    private const int MostSeeds = 200;
    private const int QuietAfter = 400;

    public static TheoryData<string> Names => [.. Mutants.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_path_broken_on_purpose_turns_the_ledger_red(string mutant)
    {
        int seed = 0;
        RunReport run;
        do
        {
            seed++;
            run = await World.RunAsync(
                seed, new RandomFaults(seed, Weather.Bad, QuietAfter), new NotificationWorkload(PushDay.From(seed), Mutants.All[mutant]));
        }
        while (run.Ledger.IsGreen && seed < MostSeeds);

        TestReport.Write($"Mutant \"{mutant}\": {(run.Ledger.IsGreen ? "NOT SEEN" : $"red at seed {seed}: {run.Ledger.Red[0]}")}");
        Assert.False(run.Ledger.IsGreen, $"{MostSeeds} days did not notice that {mutant}.");
    }
}
