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

    /// <summary>Runs a world for each seed, one a thread and as many at once as there are processors; adds up the books.</summary>
    /// <param name="seeds">The seeds.</param>
    /// <param name="plan">The faults of a seed.</param>
    /// <param name="workload">The workload of a seed.</param>
    public static Task<SeedReport> RunAsync(
        IReadOnlyList<int> seeds, Func<int, IFaultPlan> plan, Func<int, IWorkload> workload)
    {
        Books[] books = new Books[seeds.Count];
        // A world never leaves the thread that it began on, so waiting for it here holds nobody up.
        return Task.Run(() =>
        {
            _ = Parallel.For(0, seeds.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, index =>
                books[index] = Books.Of(World.RunAsync(seeds[index], plan(seeds[index]), workload(seeds[index])).GetAwaiter().GetResult()));
            SortedDictionary<string, int> counts = new(StringComparer.Ordinal);
            foreach ((string name, int count) in books.SelectMany(static book => book.Counts))
            {
                counts[name] = counts.GetValueOrDefault(name) + count;
            }

            return new SeedReport(seeds.Count, counts, [.. books.Select(static book => book.Red).OfType<string>()]);
        });
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

    /// <summary>What is kept of a run: the run itself holds a world.</summary>
    private sealed record Books(IReadOnlyDictionary<string, int> Counts, string? Red)
    {
        public static Books Of(RunReport run) => new(
            new Dictionary<string, int>(run.Ledger.Counts, StringComparer.Ordinal)
            {
                ["calls"] = run.Calls.Count,
                ["kills"] = run.Lives - 1,
                ["faults"] = run.Faults.Where(static fate => fate.Key is not Fault.None).Sum(static fate => fate.Value),
            },
            run.Ledger.IsGreen ? null : $"PIPELINE_SEED={run.Seed}: {string.Join("; ", run.Ledger.Red)}");
    }
}
