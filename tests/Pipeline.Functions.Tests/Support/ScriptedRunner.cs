using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Requests;
using Pipeline.Core.Flows.Running;

namespace Pipeline.Functions.Tests.Support;

/// <summary>A runner that does what the test says.</summary>
public sealed class ScriptedRunner : IFlowExecutor
{
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The executions it was given, in order.</summary>
    public List<string> Began { get; } = [];

    /// <summary>What it does with an execution; nothing by default.</summary>
    public Func<Execution, CancellationToken, Task> Work { get; set; } = static (_, _) => Task.CompletedTask;

    /// <summary>Completed when the first execution reached <see cref="HoldAsync"/>.</summary>
    public TaskCompletionSource Holding { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The flows it takes; all by default. The app's own executors do the others.</summary>
    public Func<FlowDefinition, bool> Takes { get; set; } = static _ => true;

    /// <summary>What it does in parts.</summary>
    public RunParts Parts { get; set; }

    public bool Runs(FlowDefinition flow) => Takes(flow);

    public RunParts PartsOf(FlowDefinition flow) => Parts;

    public Task RunAsync(Execution execution, CancellationToken cancellationToken)
    {
        Began.Add(execution.Id);
        return Work(execution, cancellationToken);
    }

    /// <summary>Work that lasts until <see cref="Release"/> or cancellation.</summary>
    public async Task HoldAsync(Execution execution, CancellationToken cancellationToken)
    {
        _ = Holding.TrySetResult();
        await released.Task.WaitAsync(cancellationToken);
    }

    public void Release() => released.TrySetResult();

    /// <summary>Work that ends an execution as a feed run does.</summary>
    public static Func<Execution, CancellationToken, Task> EndAs(IExecutionStore store, Func<Execution, Execution> end) =>
        async (execution, cancellationToken) => _ = await store.UpdateAsync(execution.Id, end, cancellationToken);
}
