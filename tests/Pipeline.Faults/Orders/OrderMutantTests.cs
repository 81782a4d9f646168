using Pipeline.Faults.Faults;
using Pipeline.Faults.Worlds;
using Pipeline.TestSupport;

namespace Pipeline.Faults.Orders;

/// <summary>The books of orders are worth something only if they turn red for each way of breaking the life cycle.</summary>
public sealed class OrderMutantTests
{
    private const int MostSeeds = 100;
    private const int QuietAfter = 1500;

    public static TheoryData<string> Names => [.. OrderMutants.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_life_cycle_broken_on_purpose_turns_the_ledger_red(string mutant)
    {
        int seed = 0;
        RunReport run;
        do
        {
            seed++;
            run = await World.RunAsync(
                seed, new RandomFaults(seed, Weather.Bad, QuietAfter), new OrderWorkload(OrderDay.From(seed), OrderMutants.All[mutant]));
        }
        while (run.Ledger.IsGreen && seed < MostSeeds);

        TestReport.Write($"Order mutant \"{mutant}\": {(run.Ledger.IsGreen ? "NOT SEEN" : $"red at seed {seed}: {run.Ledger.Red[0]}")}");
        Assert.False(run.Ledger.IsGreen, $"{MostSeeds} days did not notice that {mutant}.");
    }
}
