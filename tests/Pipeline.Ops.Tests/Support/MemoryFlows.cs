using System.Collections.Concurrent;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Running;

namespace Pipeline.Ops.Tests.Support;

/// <summary>Flows in memory, and the queue on which their runs are put.</summary>
public sealed class MemoryFlows : IFlowStore, IFlowQueue, IFlowPace
{
    private readonly ConcurrentDictionary<string, FlowState> states = new(StringComparer.Ordinal);

    public List<FlowExecutionMessage> Sent { get; } = [];

    /// <summary>When the partner may be asked again; null for now.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    public void Set(FlowState state) => states[state.Code] = state;

    public Task<IReadOnlyList<FlowState>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<FlowState>>([.. states.Values]);

    public Task<FlowState> FindAsync(string code, CancellationToken cancellationToken) =>
        Task.FromResult(states.GetValueOrDefault(code) ?? new FlowState { Code = code });

    public async Task<FlowState> UpdateAsync(string code, Func<FlowState, FlowState> change, CancellationToken cancellationToken) =>
        states[code] = change(await FindAsync(code, cancellationToken));

    public Task SendAsync(FlowExecutionMessage message, CancellationToken cancellationToken)
    {
        Sent.Add(message);
        return Task.CompletedTask;
    }

    public Task<DateTimeOffset?> NotBeforeAsync(FlowDefinition flow, CancellationToken cancellationToken) => Task.FromResult(NotBefore);
}
