using Azure.Storage.Blobs;
using Pipeline.LocalHost.Configuration;
using Pipeline.LocalHost.Durable.Activities;
using Pipeline.LocalHost.Durable.Storage;
using Pipeline.LocalHost.Durable.Turns;
using Pipeline.LocalHost.Faults;
using Pipeline.LocalHost.Hosting;
using Pipeline.LocalHost.Invocation;

namespace Pipeline.LocalHost.Durable;

/// <summary>The task hub: runs orchestrations and activities, kept in the blob container <c>{hub}-localhub</c>.</summary>
/// <remarks>
/// Unlike the hub of the cloud it uses neither tables nor queues. An instance is one blob that holds its history, the
/// messages it has not taken, and every effect that is not carried out yet; a turn replaces it as a whole. Guarantees:
/// one turn of an instance at a time; activities at least once, one result of each; timers and messages survive
/// kill -9 at any instruction. Not played: entities, and the gRPC service behind <c>rpcBaseUrl</c>.
/// Source: functions-custom-handler.md §3, §4.
/// </remarks>
internal sealed class TaskHub(
    DurableTaskSettings settings,
    DurableFunctions functions,
    StorageAccounts accounts,
    FunctionInvoker invoker,
    HostFaults faults,
    TimeProvider time,
    ILogger<TaskHub> logger) : ITriggerListener
{
    private readonly Lock _lock = new();
    private TaskCompletionSource<HubSession> _session = NewSession();

    public string Name => settings.HubName;

    /// <summary>The settings of the hub.</summary>
    public DurableTaskSettings Settings => settings;

    /// <summary>The functions of the hub.</summary>
    public DurableFunctions Functions => functions;

    /// <summary>The running session; waits while the hub starts.</summary>
    public Task<HubSession> SessionAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _session.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Takes the lease, takes up unfinished work and works until the host stops or the lease is lost.</summary>
    public async Task RunAsync(ListenerStop stop)
    {
        BlobContainerClient container = accounts.Blobs()
            .GetBlobContainerClient($"{settings.HubName.ToLowerInvariant()}-localhub");
        HubLease lease = new(container, time, logger);
        await lease.AcquireAsync(stop.NoNewWork);
        try
        {
            await WorkAsync(container, lease, stop);
        }
        finally
        {
            EndSession();
            await lease.ReleaseAsync();
        }
    }

    private async Task WorkAsync(BlobContainerClient container, HubLease lease, ListenerStop stop)
    {
        using CancellationTokenSource lost = new();
        using CancellationTokenSource ended = new();
        using CancellationTokenSource noNewWork =
            CancellationTokenSource.CreateLinkedTokenSource(stop.NoNewWork, lost.Token);
        using CancellationTokenSource abandon =
            CancellationTokenSource.CreateLinkedTokenSource(stop.Abandon, lost.Token);
        Task keeping = KeepAsync(lease, lost.CancelAsync, ended.Token);
        try
        {
            HubSession session = new(
                new InstanceStore(container), settings, new OrchestratorCall(functions, settings, invoker, faults),
                new ActivityCall(functions, invoker, time), faults, time, logger);
            await session.RecoverAsync(noNewWork.Token);
            lock (_lock)
            {
                _session.SetResult(session);
            }

            await session.RunAsync(new ListenerStop(noNewWork.Token, abandon.Token));
        }
        finally
        {
            await ended.CancelAsync();
            await keeping;
        }
    }

    private static async Task KeepAsync(HubLease lease, Func<Task> lost, CancellationToken ended)
    {
        try
        {
            await lease.KeepAsync(ended);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The work is over.
        }
        catch
        {
            await lost();
            throw;
        }
    }

    private void EndSession()
    {
        lock (_lock)
        {
            if (_session.Task.IsCompleted)
            {
                _session = NewSession();
            }
        }
    }

    private static TaskCompletionSource<HubSession> NewSession() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
