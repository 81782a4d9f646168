using System.Diagnostics;

namespace Pipeline.Benchmarks.Pushes;

/// <summary>Processor time of a process, which a busy machine does not lengthen as it does the time on the clock.</summary>
internal static class ProcessorTime
{
    /// <summary>Seconds so far.</summary>
    public static double Of(int processId)
    {
        using Process process = Process.GetProcessById(processId);
        return process.TotalProcessorTime.TotalSeconds;
    }
}
