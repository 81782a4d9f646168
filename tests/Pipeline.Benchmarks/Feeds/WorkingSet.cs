using System.Globalization;

namespace Pipeline.Benchmarks.Feeds;

/// <summary>How far the working set of a process grows, as the system counts it.</summary>
internal sealed class WorkingSet
{
    private readonly string process;

    private WorkingSet(string process)
    {
        this.process = process;
        File.WriteAllText($"/proc/{process}/clear_refs", "5");
        Before = Megabytes("VmRSS");
    }

    /// <summary>Megabytes when the measurement began.</summary>
    public double Before { get; }

    /// <summary>Megabytes by which the largest working set since then is larger.</summary>
    public double Growth => Megabytes("VmHWM") - Before;

    /// <summary>Begins to measure this process.</summary>
    public static WorkingSet OfSelf() => new("self");

    /// <summary>Begins to measure a process.</summary>
    public static WorkingSet Of(int process) => new(process.ToString(CultureInfo.InvariantCulture));

    private double Megabytes(string field)
    {
        string line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith(field + ":", StringComparison.Ordinal));
        return long.Parse(line.AsSpan(field.Length + 1).Trim().TrimEnd(" kB"), CultureInfo.InvariantCulture) / 1024.0;
    }
}
