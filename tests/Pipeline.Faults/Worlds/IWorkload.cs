using Pipeline.Faults.Ledgers;
using Pipeline.Faults.Storage;
using Pipeline.Faults.Time;

namespace Pipeline.Faults.Worlds;

/// <summary>What runs in a simulated world: the code under test, those who use it from outside, and the books.</summary>
/// <remarks>One object serves one run. What it keeps in fields survives a kill, as the outside world does.</remarks>
public interface IWorkload
{
    /// <summary>Plans what happens outside of the process (pushes, customers, partners' outages) as events. Called once.</summary>
    void Begin(World world);

    /// <summary>Composes the process from scratch and starts its work. Called for the first life and after each kill.</summary>
    /// <param name="world">The world.</param>
    /// <param name="process">The life: start work with <see cref="Incarnation.Run"/>, take time from its clock.</param>
    /// <param name="storage">The real storage clients of this life.</param>
    void Start(World world, Incarnation process, StorageClients storage);

    /// <summary>Whether nothing more is to come: outside all is sent, inside nothing waits. Asked often; must be cheap.</summary>
    bool IsSettled(World world);

    /// <summary>Compares what was promised with what is stored, after the run. Storage answers at once and never fails.</summary>
    Task AuditAsync(World world, StorageClients storage, Ledger ledger);
}
