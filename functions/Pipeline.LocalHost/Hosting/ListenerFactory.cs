using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Pipeline.LocalHost.Blobs;
using Pipeline.LocalHost.Configuration;
using Pipeline.LocalHost.Durable;
using Pipeline.LocalHost.Invocation;
using Pipeline.LocalHost.Queues;
using Pipeline.LocalHost.Timers;

namespace Pipeline.LocalHost.Hosting;

/// <summary>Makes the listeners of all functions that are not started by HTTP.</summary>
internal sealed class ListenerFactory(
    HostOptions options,
    HostFile hostFile,
    StorageAccounts accounts,
    HostIdentity identity,
    FunctionInvoker invoker,
    BlobTrigger blobTrigger,
    TimeProvider time,
    ILoggerFactory loggers)
{
    private const string BlobPoisonQueue = "webjobs-blobtrigger-poison";

    /// <summary>Makes the listeners; the task hub, where there is one, is the first of them.</summary>
    /// <exception cref="HostStartException">A schedule, path or connection of a function cannot be read.</exception>
    public async Task<IReadOnlyList<ITriggerListener>> CreateAsync(
        IEnumerable<FunctionDefinition> functions, TaskHub? hub, BlobContainerClient hosts, CancellationToken cancellationToken)
    {
        List<ITriggerListener> listeners = hub is null ? [] : [hub];
        List<FunctionDefinition> blobs = [];
        foreach (FunctionDefinition function in functions)
        {
            if (function.Trigger.Is("timerTrigger"))
            {
                listeners.Add(Timer(function, hosts));
            }
            else if (function.Trigger.Is("queueTrigger"))
            {
                listeners.Add(Queue(function));
            }
            else if (function.Trigger.Is("blobTrigger"))
            {
                blobs.Add(function);
            }
        }

        if (blobs.Count > 0)
        {
            listeners.AddRange(await BlobsAsync(blobs, hosts, cancellationToken));
        }

        return listeners;
    }

    private TimerListener Timer(FunctionDefinition function, BlobContainerClient hosts) => new(
        function,
        TimerSchedule.Parse(Needed(function, "schedule")),
        new TimerStatusStore(hosts, identity.HostId),
        invoker,
        time,
        loggers.CreateLogger<TimerListener>());

    private QueueListener Queue(FunctionDefinition function)
    {
        string name = Needed(function, "queueName");
        QueueServiceClient account = accounts.Queues(function.Trigger.Text("connection"));
        QueueSource source = new()
        {
            Queue = account.GetQueueClient(name),
            Poison = account.GetQueueClient($"{name}-poison"),
            BatchSize = hostFile.Queues.BatchSize,
            NewBatchThreshold = hostFile.Queues.NewBatchThreshold,
            MaxDequeueCount = hostFile.Queues.MaxDequeueCount,
            VisibilityTimeout = hostFile.Queues.VisibilityTimeout,
            MaxPollingInterval = hostFile.Queues.MaxPollingInterval,
            Lease = options.QueueLease,
        };
        QueueTrigger trigger = new(
            function, hostFile.Queues.IsBase64, invoker, loggers.CreateLogger<QueueTrigger>());
        return new QueueListener(source, trigger, time, loggers.CreateLogger<QueueListener>());
    }

    private async Task<IEnumerable<ITriggerListener>> BlobsAsync(
        List<FunctionDefinition> functions, BlobContainerClient hosts, CancellationToken cancellationToken)
    {
        QueueClient queue = accounts.Queues().GetQueueClient($"azure-webjobs-blobtrigger-{identity.HostId}");
        await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        QueueSource source = new()
        {
            Queue = queue,
            Poison = accounts.Queues(functions[0].Trigger.Text("connection")).GetQueueClient(BlobPoisonQueue),
            BatchSize = Math.Min(32, hostFile.BlobParallelism),
            NewBatchThreshold = hostFile.BlobParallelism / 2,
            MaxDequeueCount = hostFile.PoisonBlobThreshold,
            VisibilityTimeout = TimeSpan.Zero,
            MaxPollingInterval = options.BlobInterval,
            Lease = options.QueueLease,
        };
        QueueListener listener = new(source, blobTrigger, time, loggers.CreateLogger<QueueListener>());
        return functions
            .Select(ITriggerListener (function) => Watcher(function, hosts, queue, listener.Wake))
            .Append(listener);
    }

    private BlobWatcher Watcher(
        FunctionDefinition function, BlobContainerClient hosts, QueueClient queue, Action wake)
    {
        BlobPath path = BlobPath.Parse(Needed(function, "path"));
        return new BlobWatcher(
            function,
            path,
            accounts.Blobs(function.Trigger.Text("connection")).GetBlobContainerClient(path.Container),
            queue,
            new BlobReceipts(hosts, identity.HostId, function.StorageName),
            options.BlobInterval,
            wake,
            time,
            loggers.CreateLogger<BlobWatcher>());
    }

    private static string Needed(FunctionDefinition function, string property) =>
        function.Trigger.Text(property)
        ?? throw new HostStartException($"{function.Name}/function.json: the {function.Trigger.Type} has no {property}.");
}
