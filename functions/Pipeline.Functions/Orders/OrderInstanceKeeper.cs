using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.DurableTask.Client;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Functions.Orders;

/// <summary>Keeps one living instance of <see cref="OrderLifecycle"/> for each order that has not ended.</summary>
public sealed class OrderInstanceKeeper(IOrderStore orders)
{
    /// <summary>Tells the instance of an order that the record has changed, or starts it when there is none that lives.</summary>
    /// <remarks>May be repeated: a second event costs one look, a second start is refused by the host.</remarks>
    public async Task<OrderWake> WakeAsync(DurableTaskClient client, string orderId, CancellationToken cancellationToken)
    {
        string id = OrderLifecycle.InstanceIdOf(orderId);
        (bool isTold, bool wasThere) = await TellAsync(client, id, cancellationToken);
        if (isTold)
        {
            return OrderWake.Told;
        }

        if (await orders.FindAsync(orderId, cancellationToken) is not { Record.IsEnded: false })
        {
            return OrderWake.NotNeeded;
        }

        try
        {
            _ = await client.ScheduleNewOrchestrationInstanceAsync(
                OrderLifecycle.Name, orderId, new Microsoft.DurableTask.StartOrchestrationOptions(id) { Version = OrderLifecycle.CurrentVersion },
                cancellationToken);
            return wasThere ? OrderWake.StartedAgain : OrderWake.Started;
        }
        catch (OrchestrationAlreadyExistsException taken)
        {
            // Somebody else has started it in this moment. It may have looked before our change: tell it.
            return (await TellAsync(client, id, cancellationToken)).IsTold
                ? OrderWake.Told
                : throw new InvalidOperationException($"The instance {id} starts and ends at the same time; try again.", taken);
        }
    }

    /// <summary>Raises the event, and then looks who took it.</summary>
    /// <remarks>For an instance that has ended the host refuses it, or, when it ends in this moment, drops it and says nothing.</remarks>
    /// <returns>Whether a living instance took it, and whether there was one at all.</returns>
    private static async Task<(bool IsTold, bool WasThere)> TellAsync(
        DurableTaskClient client, string id, CancellationToken cancellationToken)
    {
        try
        {
            await client.RaiseEventAsync(id, OrderLifecycle.Changed, null, cancellationToken);
            return (await client.GetInstanceAsync(id, false, cancellationToken) is { IsCompleted: false }, true);
        }
        catch (RpcException refused) when (refused.StatusCode is StatusCode.NotFound or StatusCode.FailedPrecondition)
        {
            return (false, refused.StatusCode == StatusCode.FailedPrecondition);
        }
    }
}

/// <summary>What waking the life cycle of an order came to.</summary>
public enum OrderWake
{
    /// <summary>The living instance was told.</summary>
    Told,

    /// <summary>The first instance was started.</summary>
    Started,

    /// <summary>An instance had ended or failed although the order has not; a new one was started.</summary>
    StartedAgain,

    /// <summary>The order has ended, or there is none.</summary>
    NotNeeded,
}
