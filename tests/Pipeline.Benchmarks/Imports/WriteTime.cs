using System.Diagnostics;
using System.Globalization;
using Pipeline.TestSupport;

namespace Pipeline.Benchmarks.Imports;

/// <summary>What writing entities took. On a machine with other work the processor times explain the clock.</summary>
/// <param name="Entities">Entities written.</param>
/// <param name="Clock">Seconds on the clock.</param>
/// <param name="Own">Seconds of processor time of this process.</param>
/// <param name="Emulator">Seconds of processor time of the emulator.</param>
internal readonly record struct WriteTime(long Entities, double Clock, double Own, double Emulator)
{
    public static WriteTime operator +(WriteTime a, WriteTime b) =>
        new(a.Entities + b.Entities, a.Clock + b.Clock, a.Own + b.Own, a.Emulator + b.Emulator);

    public static WriteTime operator -(WriteTime a, WriteTime b) =>
        new(a.Entities - b.Entities, a.Clock - b.Clock, a.Own - b.Own, a.Emulator - b.Emulator);

    /// <summary>The state of clock and counters.</summary>
    public static WriteTime Now(AzuriteServer azurite, long entities)
    {
        using Process emulator = Process.GetProcessById(azurite.ProcessId);
        return new(
            entities,
            Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency,
            Environment.CpuUsage.TotalTime.TotalSeconds,
            emulator.TotalProcessorTime.TotalSeconds);
    }

    /// <summary>One of the times, for one entity.</summary>
    public double PerEntity(Func<WriteTime, double> time) => time(this) / Entities;

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Entities} entities in {Clock:F1} s, {Entities / Clock:F0} entities/s; processor {Own:F1} s here, {Emulator:F1} s emulator");
}
