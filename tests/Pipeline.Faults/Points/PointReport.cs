using Pipeline.Faults.Faults;

namespace Pipeline.Faults.Points;

/// <summary>What became of the points.</summary>
/// <param name="Calls">The recorded calls.</param>
/// <param name="Runs">Calls times faults.</param>
/// <param name="Red">Point and rule of each that failed.</param>
public sealed record PointReport(IReadOnlyList<Call> Calls, int Runs, IReadOnlyList<string> Red);
