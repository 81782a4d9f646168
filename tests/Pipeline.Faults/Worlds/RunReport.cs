using Pipeline.Faults.Faults;
using Pipeline.Faults.Ledgers;

namespace Pipeline.Faults.Worlds;

/// <summary>What a run came to.</summary>
/// <param name="Seed">Runs it again.</param>
/// <param name="Calls">All calls in their order.</param>
/// <param name="Faults">How many calls met which fate.</param>
/// <param name="Lives">How often the process was started.</param>
/// <param name="Lasted">Simulated time.</param>
/// <param name="Ledger">The audit.</param>
public sealed record RunReport(
    int Seed, IReadOnlyList<Call> Calls, IReadOnlyDictionary<Fault, int> Faults, int Lives, TimeSpan Lasted, Ledger Ledger);
