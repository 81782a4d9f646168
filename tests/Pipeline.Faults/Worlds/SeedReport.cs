namespace Pipeline.Faults.Worlds;

/// <summary>What many runs came to.</summary>
/// <param name="Runs">How many there were.</param>
/// <param name="Counts">Calls, faults, kills, and what the books counted, added up.</param>
/// <param name="Red">Seed and rules of each run that failed.</param>
public sealed record SeedReport(int Runs, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<string> Red)
{
    /// <summary>One line of it.</summary>
    public override string ToString() =>
        $"{Runs} runs, {string.Join(", ", Counts.Select(static count => $"{count.Value} {count.Key}"))}, {Red.Count} red";
}
