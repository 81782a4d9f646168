using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Pipeline.Functions.Settings;

namespace Pipeline.Functions.Orders;

/// <summary>Looks for orchestrations that never start.</summary>
/// <remarks>
/// The engine leaves an instance of a version above <c>durableTask.defaultVersion</c> of host.json where it is, for ever, and
/// says so nowhere; after a roll-back to an older app that is what becomes of newer orders.
/// </remarks>
public sealed partial class OrderInstanceWatch(OrderSettings settings, TimeProvider clock, ILogger<OrderInstanceWatch> logger)
{
    /// <summary>Every five minutes: raises an alarm for instances that have waited too long for their first turn.</summary>
    [Function("WatchOrderInstances")]
    public async Task WatchAsync(
        [TimerTrigger("50 */5 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        OrchestrationQuery query = new(
            CreatedTo: clock.GetUtcNow() - settings.StartAlarm,
            Statuses: [OrchestrationRuntimeStatus.Pending]);
        int count = 0;
        OrchestrationMetadata? oldest = null;
        await foreach (OrchestrationMetadata instance in client.GetAllInstancesAsync(query).WithCancellation(cancellationToken))
        {
            count++;
            oldest = oldest is null || instance.CreatedAt < oldest.CreatedAt ? instance : oldest;
        }

        if (oldest is not null)
        {
            Log.NeverStarted(logger, count, (int)settings.StartAlarm.TotalMinutes, oldest.InstanceId, oldest.CreatedAt);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error,
            "{Count} orchestrations have not started for {Minutes} minutes; the oldest is {InstanceId}, asked for at {CreatedAt:u}. "
            + "Compare its version with durableTask.defaultVersion in host.json")]
        public static partial void NeverStarted(ILogger logger, int count, int minutes, string instanceId, DateTimeOffset createdAt);
    }
}
