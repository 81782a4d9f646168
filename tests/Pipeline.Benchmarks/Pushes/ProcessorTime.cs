using System.Diagnostics;
using System.Globalization;

namespace Pipeline.Benchmarks.Pushes;

/// <summary>Processor time of a process, which a busy machine does not lengthen as it does the time on the clock.</summary>
internal static class ProcessorTime
{
    /// <summary>Who started a process.</summary>
    public static int ParentOf(int processId)
    {
        string stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
    }

    /// <summary>Seconds so far.</summary>
    public static double Of(int processId)
    {
        using Process process = Process.GetProcessById(processId);
        return process.TotalProcessorTime.TotalSeconds;
    }
}
