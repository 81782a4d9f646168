using System.Globalization;
using System.Text;
using Pipeline.Faults.Faults;

namespace Pipeline.Faults.Worlds;

/// <summary>Many worlds, one per seed; a failing seed is named and runs again alone.</summary>
/// <remarks>
/// <c>PIPELINE_SEED=123</c> runs that seed only; <c>PIPELINE_SEEDS=10000</c> sets how many are tried, from 1.
/// </remarks>
public static class Seeds
{
    private const int ShownFailures = 5;

    /// <summary>The seeds to try.</summary>
    public static IReadOnlyList<int> Chosen(int byDefault) => (Number("PIPELINE_SEED"), Number("PIPELINE_SEEDS")) switch
    {
        ({ } one, _) => [one],
        (null, var count) => [.. Enumerable.Range(1, count ?? byDefault)],
    };

    /// <summary>Runs a world for each seed and adds up the books.</summary>
    /// <param name="seeds">The seeds.</param>
    /// <param name="plan">The faults of a seed.</param>
    /// <param name="workload">The workload of a seed.</param>
    public static async Task<SeedReport> RunAsync(
        IReadOnlyList<int> seeds, Func<int, IFaultPlan> plan, Func<int, IWorkload> workload)
    {
        SortedDictionary<string, int> counts = new(StringComparer.Ordinal);
        List<string> red = [];
        foreach (int seed in seeds)
        {
            RunReport run = await World.RunAsync(seed, plan(seed), workload(seed));
            Add("calls", run.Calls.Count);
            Add("kills", run.Lives - 1);
            Add("faults", run.Faults.Where(static fate => fate.Key is not Fault.None).Sum(static fate => fate.Value));
            foreach ((string name, int count) in run.Ledger.Counts)
            {
                Add(name, count);
            }

            if (!run.Ledger.IsGreen)
            {
                red.Add($"PIPELINE_SEED={seed}: {string.Join("; ", run.Ledger.Red)}");
            }
        }

        return new SeedReport(seeds.Count, counts, red);

        void Add(string name, int count) => counts[name] = counts.GetValueOrDefault(name) + count;
    }

    /// <summary>The first failures, each with the setting that runs it alone.</summary>
    public static string Shown(IReadOnlyList<string> red)
    {
        StringBuilder text = new();
        foreach (string entry in red.Take(ShownFailures))
        {
            _ = text.AppendLine(entry);
        }

        return text.Append(CultureInfo.InvariantCulture, $"{red.Count} in all").ToString();
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : null;
}
