using Pipeline.Faults.Ledgers;
using Pipeline.Faults.Storage;
using Pipeline.Faults.Time;
using Pipeline.Faults.Worlds;
using Pipeline.Storage;

namespace Pipeline.Faults.Notifications;

/// <summary>The path of pushed messages: received, stored, acknowledged, queued, handled, settled, released.</summary>
/// <param name="day">What is sent and when.</param>
/// <param name="mutation">What is broken on purpose.</param>
public sealed class NotificationWorkload(PushDay day, Mutation mutation) : IWorkload
{
    private static readonly TimeSpan LearnAgain = TimeSpan.FromSeconds(10);

    private readonly List<string> learnt = [];
    private PushingPartner partner = null!;
    private NotificationApp? app;

    /// <inheritdoc />
    public void Begin(World world)
    {
        partner = new PushingPartner(day, () => world.Process.IsAlive ? app : null);
        partner.Begin(world);
        foreach ((TimeSpan at, string order) in day.Learnings)
        {
            world.Simulation.After(at, () => Learn(world, order));
        }
    }

    /// <inheritdoc />
    public void Start(World world, Incarnation process, StorageClients storage) =>
        app = new NotificationApp(world, process, storage, mutation);

    /// <inheritdoc />
    public bool IsSettled(World world) =>
        partner.IsDone
        && learnt.Count == day.Learnings.Count
        && world.Account.Queues.Count(StorageNames.NotificationsQueue) == 0
        && world.Account.Queues.Count(StorageNames.NotificationsPoisonQueue) == 0
        && world.Account.Tables.Find(StorageNames.NotificationsTable)?.Rows("arrivals").Any() is not true;

    /// <inheritdoc />
    public Task AuditAsync(World world, StorageClients storage, Ledger ledger) =>
        new NotificationAudit(day, partner, storage, ledger).RunAsync();

    // As the step of an orchestration: done at least once, until it has come to its end.
    private void Learn(World world, string order)
    {
        bool isDone = false;
        if (world.Process.IsAlive)
        {
            NotificationApp reached = app!;
            world.Process.Run(async () =>
            {
                await reached.LearnAsync(order);
                isDone = true;
                if (!learnt.Contains(order))
                {
                    learnt.Add(order);
                }
            });
        }

        world.Simulation.After(LearnAgain, () =>
        {
            if (!isDone)
            {
                Learn(world, order);
            }
        });
    }
}
