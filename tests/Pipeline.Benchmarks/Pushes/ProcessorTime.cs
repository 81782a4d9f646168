using System.Diagnostics;
using System.Globalization;

namespace Pipeline.Benchmarks.Pushes;

/// <summary>Seconds of processor time that sender, emulator and app took; they share the machine.</summary>
/// <param name="Sender">This process.</param>
/// <param name="Emulator">The emulator.</param>
/// <param name="App">The published app.</param>
internal readonly record struct ProcessorTime(double Sender, double Emulator, double App)
{
    public static ProcessorTime operator -(ProcessorTime a, ProcessorTime b) =>
        new(a.Sender - b.Sender, a.Emulator - b.Emulator, a.App - b.App);

    /// <summary>The state of the counters.</summary>
    public static ProcessorTime Now(int emulator, int app) =>
        new(Environment.CpuUsage.TotalTime.TotalSeconds, Of(emulator), Of(app));

    /// <summary>In words, for each of so many calls.</summary>
    public string ForEach(long calls) => string.Create(
        CultureInfo.InvariantCulture,
        $"us a call: sender {Sender * 1e6 / calls:F0}, emulator {Emulator * 1e6 / calls:F0}, app {App * 1e6 / calls:F0}");

    private static double Of(int processId)
    {
        using Process process = Process.GetProcessById(processId);
        return process.TotalProcessorTime.TotalSeconds;
    }
}
